internal import Encodings
internal import Law
internal import Records
internal import Time
internal import Wording

// What public words of a record claim: asked once everything stands that may back it, the certificates and recognitions of
// the same file among it.

extension RegisterSnapshot {
    /// What the public words of a record claim that nothing in the register backs; words that stand are not looked at again.
    ///
    /// - Parameters:
    ///   - body: the record's data.
    ///   - before: the data as it stood; nil where there was none.
    ///   - path: where the record lies, such as `$.products[2]`.
    func unbackedClaims(
        of record: any RegisterRecord, _ body: JSONValue, over before: JSONValue?, at path: String, on today: CivilDate
    ) throws -> [DataProblem] {
        guard let members = Self.claimingMembers[type(of: record).kind] else { return [] }
        let claims = members.flatMap { member -> [(member: String, claim: ClaimInName)] in
            guard let text = body[member]?.string, before?[member]?.string != text else { return [] }
            return ClaimInName.found(in: text).map { (member, $0) }
        }
        if claims.isEmpty { return [] }
        let (certificates, recognitions) = try evidence(for: record)
        return claims.compactMap { member, claim in
            let isName = !Self.stories.contains(member)
            return claim.refusal(isName: isName, certificates, recognitions, on: today).map { why in
                DataProblem(
                    path: "\(path).\(member)", text: why,
                    hint: Bilingual(
                        vi:
                            "Bỏ từ đó, hoặc nhập giấy chứng nhận (được cơ quan xác nhận) hay quyết định công nhận trước.",
                        en:
                            "Leave the word out, or import the certificate (confirmed by an office) or the recognition first."
                    ))
            }
        }
    }

    /// What may back the claims of a record's public words: certificates and recognitions.
    func evidence(for record: any RegisterRecord) throws -> ([Certificate], [Recognition]) {
        switch record {
        case let product as Product:
            let zones = try records(MaterialZone.self).filter { $0.producers.contains(product.producer) }.map(\.id)
            return (
                try confirmedCertificates(of: [product.producer] + zones),
                try records(Recognition.self, of: [product.id])
            )
        case let zone as MaterialZone: return (try confirmedCertificates(of: [zone.id] + zone.producers), [])
        default: return ([], [])
        }
    }

    /// INV-28: what nobody has confirmed backs no word.
    private func confirmedCertificates(of parents: [String]) throws -> [Certificate] {
        let items = try items([.children(.record(.certificate), of: parents)])[0]
        let confirmed = try confirmations(of: items)
        return try items.filter { confirmed[RecordKind.certificate.key(of: $0.id)] != nil }.map { try $0.value() }
    }

    /// The public words of a record that may claim something; of a product's, those that are no name.
    private static var claimingMembers: [RecordKind: [String]] {
        [.product: ["nameVi", "nameEn", "brand"] + stories, .zone: ["nameVi"]]
    }

    private static var stories: [String] {
        [
            "storyVi", "storyEn", "ingredients", "ingredientsEn", "instructions", "instructionsEn", "storage",
            "storageEn",
            "warnings", "warningsEn", "origin",
        ]
    }
}
