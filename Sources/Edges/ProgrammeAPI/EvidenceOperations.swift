internal import Registrar
internal import Access
internal import Encodings
internal import HTTPTypes
internal import Inspection
internal import Records
internal import Wording

extension ProgrammeOperations {
    func putEvidence(_ port: StampInspection) -> APIOperation {
        APIOperation(
            id: "put_evidence", method: .put, path: "/v1/evidence/{sha256}",
            summary: Bilingual(
                vi: "Gửi tệp bằng chứng trước khi gửi phát hiện; tối đa 5 MiB",
                en: "Send a piece of evidence, before the finding that names it; 5 MiB at most"),
            access: .anyOf([.writeCase]), byteTypes: DocumentType.allCases.map(\.rawValue),
            exampleID: .string(String(repeating: "0", count: 64)),
            answers: [
                .thing(
                    "evidence",
                    Bilingual(
                        vi:
                            "Tệp như đã lưu: ảnh được bỏ thông tin kèm theo, nên mã băm có thể khác; phát hiện nêu mã băm này.",
                        en:
                            "The evidence as it is kept: metadata is taken out of pictures, so the digest may be another; "
                            + "the finding names this one."))
            ],
            problems: [.evidenceMismatch]
        ) { call in
            let item = try await port.keep(
                call.bytes?.content ?? [], sha256: call.path["sha256"] ?? "", mediaType: call.bytes?.mediaType,
                for: call.principal())
            return APIReply(body: .json(item.json))
        }
    }

    func getEvidence(_ port: StampInspection) -> APIOperation {
        APIOperation(
            id: "get_evidence", method: .get, path: "/v1/evidence/{sha256}",
            summary: Bilingual(vi: "Đọc một tệp bằng chứng", en: "Get a piece of evidence"),
            access: .anyOf([.readCases]), exampleID: .string(String(repeating: "0", count: 64)),
            answers: [
                APIAnswer(
                    status: .ok, meaning: Bilingual(vi: "Tệp.", en: "The file."),
                    mediaTypes: DocumentType.allCases.map(\.rawValue))
            ], problems: [.recordUnknown]
        ) { call in
            let found = try await port.registrar.evidence(
                call.path["sha256"] ?? "", in: port.evidence, for: call.principal())
            return APIReply(body: .bytes(found.bytes, mediaType: found.type.rawValue))
        }
    }
}
