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

    /// What needs a register of company prefixes that GS1 alone has.
    private func needsRegister(_ vector: LinterCase) -> Bool {
        vector.linter.hasPrefix("gcppos")
            || vector.linter == "couponcode"
                && ["GS1_LINTER_INVALID_GCP_PREFIX", "GS1_LINTER_GCP_DATASOURCE_OFFLINE"].contains(vector.error)
    }

    @Test func `values pass, or fail at the place and for the reason that GS1's engine finds`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("linters", of: LinterCase.self) {
            let check = ComponentCheck(linter: vector.linter)
            let set = EncodableCharacterSet(linter: vector.linter)
            guard tally.takes((check != nil || set != nil) && !needsRegister(vector)) else { continue }
            let data = vector.data.latin1
            do throws(ValueFault) {
                try check?.verify(data.span)
                try set?.check(data.span)
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
        #expect(tally == Tally(ran: 5_586, leftOut: 96))
    }

    /// Whose names of faults differ from those of other linters.
    private static let linters = [
        "8013": "csumalpha", "8014": "csumalpha", "8007": "iban", "7258": "posinseqslash",
    ]

    @Test func `values of identifiers fail for the reason that GS1's engine finds first`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("linter-on-real-ai", of: ValueCase.self) {
            guard tally.takes(true) else { continue }
            do throws(ElementStringError) {
                _ = try ElementString(bracketed: vector.bracketed)
                #expect(vector.linterError == "GS1_LINTER_OK", "\(vector.bracketed)")
            } catch {
                guard case .value(let identifier, let fault, _) = error else {
                    Issue.record("\(vector.bracketed): \(error)")
                    continue
                }
                let linter = Self.linters[identifier.text] ?? ""
                #expect(fault.gs1Name(in: linter) == vector.linterError, "\(vector.bracketed)")
            }
        }
        #expect(tally == Tally(ran: 99, leftOut: 0))
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
            case .length(let given, let allowed): Self.lengthName(linter, isShort: given < allowed.lowerBound)
            case .checkDigit: "INCORRECT_CHECK_DIGIT"
            case .tooShortForCompanyPrefix: "TOO_SHORT_FOR_GCP"
            case .companyPrefix: "INVALID_GCP_PREFIX"
            case .month: "ILLEGAL_MONTH"
            case .day: "ILLEGAL_DAY"
            case .unlisted(let code): Self.listName(code, linter)
            case .clock(.hour, _): "ILLEGAL_HOUR"
            case .clock(.minute, _): "ILLEGAL_MINUTE"
            case .clock(.second, _): "ILLEGAL_SECOND"
            case .notZero: "NOT_ZERO"
            case .pieceZero: "ZERO_PIECE_NUMBER"
            case .totalZero: "ZERO_TOTAL_PIECES"
            case .pieceBeyondTotal: "PIECE_NUMBER_EXCEEDS_TOTAL"
            case .importerIndex: "INVALID_IMPORT_IDX_CHARACTER"
            case .leadingZero: "ILLEGAL_ZERO_PREFIX"
            case .zeroValue: "ILLEGAL_ZERO_VALUE"
            case .pieceSlashTotal: "POSITION_IN_SEQUENCE_MALFORMED"
            case .checkPair: "INCORRECT_CHECK_PAIR"
            case .digitsOnly: "REQUIRES_NON_DIGIT_CHARACTER"
            case .notHyphen: "NOT_HYPHEN"
            case .ibanCharacter: "INVALID_IBAN_CHARACTER"
            case .ibanCheck: "INCORRECT_IBAN_CHECKSUM"
            case .degrees(let limit): limit > 1_800_000_000 ? "INVALID_LONGITUDE" : "INVALID_LATITUDE"
            case .percentSequence: "INVALID_PERCENT_SEQUENCE"
            case .coupon(let part, let fault): Self.couponName(part, fault)
            }
        let ofSequence = linter == "posinseqslash" && name == "PIECE_NUMBER_EXCEEDS_TOTAL"
        return "GS1_LINTER_" + (ofSequence ? "POSITION_EXCEEDS_END" : name)
    }

    private static func lengthName(_ linter: String, isShort: Bool) -> String {
        let end = isShort ? "_TOO_SHORT" : "_TOO_LONG"
        return switch linter {
        case "csum": "TOO_SHORT_FOR_CHECK_DIGIT"
        case "csumalpha": isShort ? "TOO_SHORT_FOR_CHECK_PAIR" : "TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION"
        case "importeridx": "IMPORTER_IDX_MUST_BE_ONE_CHARACTER"
        case "pieceoftotal": "INVALID_LENGTH_FOR_PIECE_OF_TOTAL"
        case "latitude", "longitude": linter.uppercased() + "_INVALID_LENGTH"
        case "hh": "HOUR" + end
        case "mi": "MINUTE" + end
        case "ss": "SECOND" + end
        case "hhmi": "HOUR_WITH_MINUTE" + end
        case "iban": "IBAN" + end
        default: "DATE" + end
        }
    }

    private static func listName(_ code: ListedCode, _ linter: String) -> String {
        switch code {
        case .countryNumber: "NOT_ISO3166"
        case .countryNumberOr999: "NOT_ISO3166_OR_999"
        case .countryLetters: linter == "iban" ? "ILLEGAL_IBAN_COUNTRY_CODE" : "NOT_ISO3166_ALPHA2"
        case .currency: "NOT_ISO4217"
        case .sex: "INVALID_BIOLOGICAL_SEX_CODE"
        case .mediaType: "INVALID_MEDIA_TYPE"
        case .packageType: "INVALID_PACKAGE_TYPE"
        case .winding: "INVALID_WINDING_DIRECTION"
        case .yesNo: "NOT_ZERO_OR_ONE"
        }
    }

    private static func couponName(_ part: CouponPart, _ fault: CouponFault) -> String {
        let name = part.rawValue
        let text =
            switch fault {
            case .noLength: "MISSING_\(name)_VLI"
            case .length: "INVALID_\(name)_LENGTH"
            case .missing: "MISSING_\(name)"
            case .truncated: name.hasSuffix("_DATE") ? "TOO_SHORT_FOR_\(name)" : "TRUNCATED_\(name)"
            // The engine's own spelling of one name.
            case .value: part == .expiration ? "INVALID_EXIPIRATION_DATE" : "INVALID_\(name)"
            case .excess: "EXCESS_DATA"
            case .endsBeforeStart: "EXPIRATION_BEFORE_START"
            }
        return "COUPON_" + text
    }
}

extension EncodableCharacterSet {
    fileprivate init?(linter: String) {
        switch linter {
        case "csetnumeric": self = .digits
        case "cset82": self = .set82
        case "cset39": self = .set39
        case "cset64": self = .base64URL
        default: return nil
        }
    }
}

/// The names that the dictionary uses.
enum Linters {
    static let names = [
        "csum", "csumalpha", "gcppos1", "gcppos2", "yymmd0", "yymmdd", "yyyymmdd", "hh", "mi", "ss", "hhmi", "iso3166",
        "iso3166999", "iso3166alpha2", "iso4217", "iso5218", "mediatype", "packagetype", "winding", "yesno", "zero",
        "nonzero", "pieceoftotal", "posinseqslash", "nozeroprefix", "importeridx", "hasnondigit", "hyphen", "iban",
        "latitude", "longitude", "pcenc", "couponcode", "couponposoffer",
    ]
}
