internal import HTTPServer
internal import Wording

extension Failure {
    /// The same; where the address or the speed is what is wrong, with the ways to the forms.
    var leadingToForms: Failure {
        switch code {
        case .notFound, .rateLimited, .reportUnknown, .linkUnknown, .linkMalformed:
            var failure = self
            failure.ways = Self.forms
            return failure
        default: return self
        }
    }

    private static let forms = [
        Way("/check", Bilingual(vi: "Gõ mã in trên tem", en: "Type the code printed on the stamp")),
        Way(ReportResponder.root, Bilingual(vi: "Gửi phản ánh", en: "Send a report")),
    ]
}
