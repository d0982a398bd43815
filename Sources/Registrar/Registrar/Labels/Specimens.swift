public import Access
internal import Labels
internal import Records

extension Registrar {
    /// One label of a batch as a specimen, as the bytes of its format: what the register says of the batch, «MẪU» across mark,
    /// stars and code, and a code that is no stamp.
    ///
    /// It is free, records nothing, and needs no key and no day on which drawing is allowed: it cannot be sold.
    ///
    /// - Throws: `Problem` `batchUnknown`, `rightMissing`, `templateUnknown`, `templateInvalid`, `labelNotDrawable`; `usage` for
    ///   texts that are not the request's to give.
    public func specimen(
        _ request: LabelRequest, with library: any LabelLibrary, for principal: Principal
    ) async throws -> [UInt8] {
        let question = DrawLabels(batch: request.batch, from: 1, to: 1, design: nil, reprint: nil, texts: request.texts)
        let found = try await store.read { register in
            let (found, subject) = try question.find(in: register)
            try principal.demand(anyOf: question.rights, on: subject)
            return found
        }
        let batch = found.batch
        let design = try request.design ?? library.design(LabelDesignSource.usual(withPIN: batch.hasPIN))
        let (template, fonts) = (design.template, try library.fonts())
        return try withDrawingProblems {
            try design.demandSound(fonts, at: request.dotsPerInch)
            let own = try LabelContent(found.facts, batch).job(
                for: template, texts: request.texts, images: request.images)
            // A text that the request did not give is shown as the template has it.
            let asked = Set(template.fields.filter { $0.source == .request }.map(\.name))
            let job = template.sampleJob.filter { asked.contains($0.key) }.merging(own) { $1 }
            let press = try LabelPress(
                template, dotsPerInch: request.dotsPerInch, fonts: fonts, job: job, artwork: design.artwork,
                isSpecimen: true)
            let format = try request.output.labelFormat(for: design, of: batch, title: "MẪU \(batch.id)", library)
            var stream = try LabelStream(press, as: format)
            var bytes = try stream.label(template.sampleLabel, name: "MAU")
            while let rest = try stream.end() { bytes += rest }
            return bytes
        }
    }
}
