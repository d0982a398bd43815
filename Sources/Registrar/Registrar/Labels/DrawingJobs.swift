internal import Access
public import Labels
internal import Raster
internal import Records
internal import Stamps
internal import Verification
internal import Wording

extension Registrar {
    /// Draws the labels of a batch: the one way, for every caller.
    ///
    /// First everything that can go wrong without the ledger: the right to draw, the batch, the design and whether it is
    /// allowed, the texts, the paper, the log and its witnesses, the key, one label as a trial. Then it is recorded
    /// (`DrawLabels`), then the labels are drawn as the job is read. So nothing is drawn that is not recorded, and
    /// nothing is recorded that cannot be drawn.
    ///
    /// - Throws: `Problem` of `DrawLabels` and `LabelOutput`; `usage` for texts that are not the request's to give, or too
    ///   many labels; `labelNotDrawable`; what `workshop` throws.
    public func labels(
        _ request: LabelRequest, with workshop: LabelWorkshop, by author: Authorship
    ) async throws -> LabelJob {
        do {
            return try await job(for: request, with: workshop, by: author)
        } catch {
            if let problem = drawingProblem(of: error) { throw problem }
            throw error
        }
    }

    private func job(
        for request: LabelRequest, with workshop: LabelWorkshop, by author: Authorship
    ) async throws -> LabelJob {
        let question = command(for: request, on: request.design)
        let found = try await store.read { register in
            let (found, subject) = try question.find(in: register)
            try author.principal.demand(anyOf: question.rights, on: subject)
            return found
        }
        let batch = found.batch
        let library = workshop.library
        let design = try request.design ?? library.design(LabelDesignSource.usual(withPIN: batch.hasPIN))
        let command = command(for: request, on: design)
        let expected = try command.numbers(of: found, on: author.today)
        let fonts = try library.fonts()
        // Beside what the keys and the first label take, on a thread of its own.
        async let isSound: Void = workshop.threads.run {
            try withDrawingProblems { try design.demandSound(fonts, at: request.dotsPerInch) }
        }
        try request.demandDrawable(expected.count)
        if author.request == nil { _ = try command.drawing(of: expected, found, by: author) }
        let job = try LabelContent(found.facts, batch).job(
            for: design.template, texts: request.texts, images: request.images)
        let format = try withDrawingProblems {
            try request.output.labelFormat(
                for: design, of: batch, title: "\(batch.id) \(found.facts.product.name)", library)
        }
        let press = Press(
            design: design, dotsPerInch: request.dotsPerInch, job: job, fonts: fonts,
            sign: found.facts.issuer.labelSign)
        let stamps = try await workshop.stamps(batch, found.facts)
        let fields = design.template.perLabelFields
        async let isDrawn: Void = workshop.threads.run {
            try withDrawingProblems {
                var trial = LabelDrawer(
                    try LabelStream(press.made(), as: format), stamps, fields: fields, hasPIN: batch.hasPIN)
                if let first = expected.first(where: { _ in true }) { _ = try trial.draw(first, copies: 1) }
            }
        }
        // What is wrong with the design itself is said first.
        try await isSound
        try await isDrawn
        let numbers = try await perform(command, by: author)
        try await keepPicture(of: design, workshop)
        return try await workshop.threads.run {
            LabelJob(
                batch: batch, design: design, numbers: numbers, copies: request.copies, isOneStream: format.isOneStream,
                drawer: LabelDrawer(
                    try LabelStream(press.made(), as: format), stamps, fields: fields, hasPIN: batch.hasPIN))
        }
    }

    private func command(for request: LabelRequest, on design: LabelDesignSource?) -> DrawLabels {
        DrawLabels(
            batch: request.batch, from: request.from, to: request.to, design: design, reprint: request.reprint,
            code: request.code, format: request.output.format.rawValue, copies: request.copies, texts: request.texts)
    }

    /// Keeps the picture of a design that labels are drawn with, for a later comparison with a printed label.
    private func keepPicture(of design: LabelDesignSource, _ workshop: LabelWorkshop) async throws {
        if try await workshop.pictures.has(design.digest) { return }
        let library = workshop.library
        // A template that draws this job but not its own sample has no picture; its digest is recorded all the same.
        let picture = try? await workshop.threads.run {
            // A label of everyday size at this resolution.
            try design.samplePicture(dotsPerInch: 203, fonts: library.fonts())
        }
        if let picture { try await workshop.pictures.put(picture, sha256: design.digest) }
    }
}

extension LabelDesignSource {
    /// The template with its sample values, as PNG: a specimen.
    ///
    /// - Throws: `Problem` `labelNotDrawable`.
    public func samplePicture(dotsPerInch: Int, fonts: FontFiles) throws -> [UInt8] {
        try withDrawingProblems {
            let press = try LabelPress(
                template, dotsPerInch: dotsPerInch, fonts: fonts, job: template.sampleJob, artwork: artwork,
                isSpecimen: true)
            return try PNG.encode(press.page(for: template.sampleLabel), dotsPerInch: dotsPerInch)
        }
    }
}

extension LabelRequest {
    /// - Throws: `Problem` `usage` where copies cannot be, or there are too many labels for one request.
    fileprivate func demandDrawable(_ count: Int) throws(Problem) {
        if copies != 1, output.isFilePerLabel {
            throw Problem(
                .usage,
                vi: "Nhiều bản mỗi nhãn dùng cho PDF, ZPL và TSPL; với \(output.format.rawValue) mỗi nhãn là một tệp.",
                en: "Copies are for PDF, ZPL and TSPL, not for \(output.format.rawValue): a label is one file.",
                hint: Bilingual(
                    vi: "Bỏ --copies, hoặc copies trong yêu cầu.", en: "Leave out --copies, or copies in a request."))
        }
        guard let most, count * copies > most else { return }
        throw Problem(
            .usage, vi: "Mỗi yêu cầu vẽ nhiều nhất \(most) nhãn; yêu cầu này là \(count * copies).",
            en: "A request draws \(most) labels at most; this one asks for \(count * copies).",
            hint: Bilingual(vi: "Chia nhỏ bằng from và to.", en: "Divide it with from and to."))
    }
}

/// What a press is made of; presses are neither copied nor sent.
private struct Press: Sendable {
    let design: LabelDesignSource
    let dotsPerInch: Int
    let job: [String: FieldValue]
    let fonts: FontFiles
    let sign: String?

    func made() throws -> LabelPress {
        try LabelPress(
            design.template, dotsPerInch: dotsPerInch, fonts: fonts, job: job, artwork: design.artwork, sign: sign)
    }
}
