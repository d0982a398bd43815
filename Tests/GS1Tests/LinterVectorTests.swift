import GS1
import Testing

/// The single-value rules of GS1, as its own engine tests them.
@Suite(.enabled(if: Vectors.areThere, Vectors.missing))
struct LinterVectorTests {
    private struct LinterCase: Decodable {
        let linter: String
        let data: String
        let valid: Bool
        let error: String?
        /// The data with asterisks around what is wrong.
        let highlight: String?
    }

    private struct ValueCase: Decodable {
        let bracketed: String
        let linterError: String
    }

    /// The rules of the table by GS1's names; those of company prefixes need a register that GS1 alone has.
    private let checks: [String: @Sendable ([UInt8]) throws(ValueFault) -> Void] = [
        "csum": { (data) throws(ValueFault) in try ComponentCheck.checkDigit.verify(data.span) },
        "yymmdd": { (data) throws(ValueFault) in try ComponentCheck.date(dayMayBeZero: false).verify(data.span) },
        "yymmd0": { (data) throws(ValueFault) in try ComponentCheck.date(dayMayBeZero: true).verify(data.span) },
        "iso3166": { (data) throws(ValueFault) in try ComponentCheck.country.verify(data.span) },
        "zero": { (data) throws(ValueFault) in try ComponentCheck.zero.verify(data.span) },
        "pieceoftotal": { (data) throws(ValueFault) in try ComponentCheck.pieceOfTotal.verify(data.span) },
        "nozeroprefix": { (data) throws(ValueFault) in try ComponentCheck.noLeadingZero.verify(data.span) },
        "importeridx": { (data) throws(ValueFault) in try ComponentCheck.importerIndex.verify(data.span) },
        "csetnumeric": { (data) throws(ValueFault) in try EncodableCharacterSet.digits.check(data.span) },
        "cset82": { (data) throws(ValueFault) in try EncodableCharacterSet.set82.check(data.span) },
        "cset39": { (data) throws(ValueFault) in try EncodableCharacterSet.set39.check(data.span) },
        "cset64": { (data) throws(ValueFault) in try EncodableCharacterSet.base64URL.check(data.span) },
    ]

    @Test func `values pass, or fail at the place and for the reason that GS1's engine finds`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("linters", of: LinterCase.self) {
            let check = checks[vector.linter]
            guard tally.takes(check != nil), let check else { continue }
            let data = vector.data.latin1
            do throws(ValueFault) {
                try check(data)
                #expect(vector.valid, "\(vector.linter) \(vector.data)")
            } catch {
                #expect(!vector.valid, "\(vector.linter) \(vector.data)")
                #expect(error.gs1Name(in: vector.linter) == vector.error, "\(vector.linter) \(vector.data)")
                var marked = Array(vector.data.unicodeScalars)
                marked.insert("*", at: error.place.upperBound)
                marked.insert("*", at: error.place.lowerBound)
                #expect(String(String.UnicodeScalarView(marked)) == vector.highlight, "\(vector.linter)")
            }
        }
        #expect(tally == Tally(ran: 2_305, leftOut: 3_377))
    }

    @Test func `values of identifiers fail for the reason that GS1's engine finds first`() throws {
        let scope = try Scope()
        var tally = Tally()
        for vector in try Vectors.cases("linter-on-real-ai", of: ValueCase.self) {
            guard tally.takes(scope.has(bracketed: vector.bracketed)) else { continue }
            do throws(ElementStringError) {
                _ = try ElementString(bracketed: vector.bracketed)
                #expect(vector.linterError == "GS1_LINTER_OK", "\(vector.bracketed)")
            } catch {
                guard case .value(_, let fault, _) = error else {
                    Issue.record("\(vector.bracketed): \(error)")
                    continue
                }
                #expect(fault.gs1Name(in: "") == vector.linterError, "\(vector.bracketed)")
            }
        }
        #expect(tally == Tally(ran: 19, leftOut: 80))
    }
}

extension ValueFault {
    /// The engine's name of the fault; its names for a wrong length say which linter spoke.
    fileprivate func gs1Name(in linter: String) -> String {
        let name =
            switch reason {
            case .character(_, .digits): "NON_DIGIT_CHARACTER"
            case .character(_, .set82): "INVALID_CSET82_CHARACTER"
            case .character(_, .set39): "INVALID_CSET39_CHARACTER"
            case .character(_, .base64URL): "INVALID_CSET64_CHARACTER"
            case .padding: "INVALID_CSET64_PADDING"
            case .length(let given, let allowed):
                switch linter {
                case "csum": "TOO_SHORT_FOR_CHECK_DIGIT"
                case "importeridx": "IMPORTER_IDX_MUST_BE_ONE_CHARACTER"
                case "pieceoftotal": "INVALID_LENGTH_FOR_PIECE_OF_TOTAL"
                default: given < allowed.lowerBound ? "DATE_TOO_SHORT" : "DATE_TOO_LONG"
                }
            case .checkDigit: "INCORRECT_CHECK_DIGIT"
            case .tooShortForCompanyPrefix: "TOO_SHORT_FOR_GCP"
            case .companyPrefix: "INVALID_GCP_PREFIX"
            case .month: "ILLEGAL_MONTH"
            case .day: "ILLEGAL_DAY"
            case .country: "NOT_ISO3166"
            case .notZero: "NOT_ZERO"
            case .pieceZero: "ZERO_PIECE_NUMBER"
            case .totalZero: "ZERO_TOTAL_PIECES"
            case .pieceBeyondTotal: "PIECE_NUMBER_EXCEEDS_TOTAL"
            case .importerIndex: "INVALID_IMPORT_IDX_CHARACTER"
            case .leadingZero: "ILLEGAL_ZERO_PREFIX"
            }
        return "GS1_LINTER_" + name
    }
}
