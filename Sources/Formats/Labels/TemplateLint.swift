internal import QRCode
internal import Raster
internal import Yams

/// Looks a template over before anything is printed from it: as written, and with its samples drawn at every resolution.
public enum TemplateLint {
    /// Everything wrong or doubtful in a template's folder, in the order of its files; empty when all is well.
    ///
    /// `name` is the folder's, `yaml` its `label.yaml`, `artwork` its `artwork.svg` if it has one. Throws only when
    /// the fonts cannot be used or memory ends. Costs tens of milliseconds a resolution; `resolution` looks at one alone, as
    /// a press does that draws at no other.
    public static func problems(
        name: String, yaml: String, artwork: [UInt8]?, fonts: FontFiles, resolution: Int? = nil
    ) throws(LabelError) -> [TemplateProblem] {
        var reader = TemplateReader()
        _ = reader.template(yaml: yaml, name: name)
        if let resolution { reader.look(onlyAt: resolution) }
        reader.checkMandatoryItems()
        reader.checkPageSize()
        reader.checkTextSizes()
        reader.checkModules()
        try reader.checkSamples(Typesetter(Typefaces(fonts)))
        let artworkProblems = try reader.checkArtwork(artwork)
        return (reader.problems + artworkProblems).inOrder()
    }
}

extension TemplateReader {
    fileprivate mutating func checkPageSize() {
        guard let label else { return }
        for dotsPerInch in resolutionsRead {
            let page = label.dots(perInch: dotsPerInch)
            guard max(page.width, page.height) > Bitmap.longestSide else { continue }
            report(rootNodes["dpi"], .pageTooLarge(dots: max(page.width, page.height), dotsPerInch: dotsPerInch))
        }
    }

    /// Below 16 dots an em tones run together; below 12 some letters are the same dots.
    fileprivate mutating func checkTextSizes() {
        for found in layerNodes {
            guard case .text(let text) = found.layer.content else { continue }
            let node = found.parts["fit"]?.mapping?["min"] ?? found.parts["size"]
            for dotsPerInch in resolutionsRead {
                let em = text.smallest.dots(perInch: dotsPerInch)
                guard em < 16 else { continue }
                report(node, .smallText(em: em, dotsPerInch: dotsPerInch), severity: em < 12 ? .error : .warning)
            }
        }
    }

    /// The modules that the sample's code gets in its box.
    fileprivate mutating func checkModules() {
        for found in layerNodes {
            guard case .qr(let qr) = found.layer.content, case .stamp(let text)? = samples[qr.field] else { continue }
            let side: Int
            do throws(QRCodeError) {
                side = try QRText(text).side(at: ErrorCorrection(qr.minimum))
            } catch {
                report(fieldNodes[qr.field], .noCode(error))
                continue
            }
            for dotsPerInch in resolutionsRead {
                let box = qr.box.dots(perInch: dotsPerInch)
                let dots = min(box.width, box.height) / (side + 2 * qr.quietZone)
                let module = Length(micrometres: dots * 25_400 / dotsPerInch)
                let size = ModuleSize(dots: dots, length: module, dotsPerInch: dotsPerInch, side: side)
                if dots < 3 || module < qr.smallestModule {
                    report(found.parts["box"], .smallModule(size, least: qr.smallestModule))
                } else if module.micrometres < 396 {
                    report(found.parts["box"], .moduleUnderGS1(size), severity: .warning)
                }
            }
        }
    }

    /// Sets every text with all optional fields, and with none.
    fileprivate mutating func checkSamples(_ typesetter: borrowing Typesetter) throws(LabelError) {
        let optional = Set(fieldsRead.filter(\.isOptional).map(\.name))
        let cases = [samples, samples.filter { !optional.contains($0.key) }]
        for dotsPerInch in resolutionsRead {
            for values in cases {
                for found in layerNodes where found.layer.isDrawn(with: values) {
                    guard case .text(let layer) = found.layer.content,
                        layer.fields.allSatisfy({ values[$0] != nil })
                    else { continue }
                    let text = layer.filled(with: values)
                    do throws(LabelError) {
                        _ = try layer.place(text, line: found.layer.line, dotsPerInch: dotsPerInch, typesetter)
                    } catch {
                        guard let mistake = Mistake(setting: error, dotsPerInch: dotsPerInch) else { throw error }
                        let problem = TemplateProblem(at: found.parts["value"]?.mark, mistake)
                        if !problems.contains(problem) { append(problem) }
                    }
                }
            }
        }
    }

    /// Checks `artwork.svg` against the layer that draws it, and its ink against the codes' boxes.
    fileprivate mutating func checkArtwork(_ svg: [UInt8]?) throws(LabelError) -> [TemplateProblem] {
        let layer = layerNodes.first { $0.layer.content == .artwork }
        guard let svg else {
            if let layer { report(layer.whole, .artworkAbsent) }
            return []
        }
        let artwork: Artwork
        do throws(LabelTemplateError) {
            artwork = try Artwork(svg: svg)
        } catch {
            switch error {
            case .invalid(let problems): return problems
            }
        }
        guard let layer else {
            return [TemplateProblem(.artworkUnused, line: 1, column: 1, severity: .warning, file: .artwork)]
        }
        guard let label, let dotsPerInch = resolutionsRead.max() else { return [] }
        let size = label.dots(perInch: dotsPerInch)
        let picture = try artwork.placed(width: size.width, height: size.height)
        for found in layerNodes {
            guard case .qr(let qr) = found.layer.content, picture.dots.hasInk(in: qr.box.dots(perInch: dotsPerInch))
            else { continue }
            report(layer.whole, .inQuietZone)
        }
        return []
    }

    private var samples: [String: FieldValue] {
        fieldsRead.reduce(into: [:]) { $0[$1.name] = $1.sample }
    }
}

extension Layer {
    /// Whether its condition holds.
    func isDrawn(with values: [String: FieldValue]) -> Bool {
        switch condition {
        case .when(let field): values[field] != nil
        case .unless(let field): values[field] == nil
        case nil: true
        }
    }
}

extension Bitmap {
    fileprivate func hasInk(in box: DotBox) -> Bool {
        (box.y..<box.y + box.height).contains { y in
            (box.x..<box.x + box.width).contains { self[x: $0, y: y] }
        }
    }
}
