/// Everything that can go wrong in a flow, under the code that it keeps for ever.
///
/// The code is the `type` of an HTTP problem, the word after `error:` on the command line and the row of
/// docs/errors.md; the status is what the command exits with.
public enum ProblemCode: String, Sendable, CaseIterable {
    // Rules of the programme (docs/rules of OCOP): the answer is no.
    case recognitionNotInForce = "INV-04"
    case productNotRecognised = "INV-05"
    case quotaExceeded = "INV-06"
    case claimNotCovered = "INV-09"
    case lotOutputExceeded = "INV-10"
    case lotUnitsExceeded = "INV-11"
    case serialReused = "INV-17"
    case approverIsRequester = "INV-21"
    case lotRecalled = "INV-26"
    case markNotAuthorised = "MARK-01"

    // What was asked for.
    case usage = "usage"
    case dataInvalid = "data-invalid"
    case jsonSyntax = "json-syntax"
    case lotUnknown = "lot-unknown"
    case batchUnknown = "batch-unknown"
    case productUnknown = "product-unknown"
    case authorisationUnknown = "authorisation-unknown"
    case authorisationEnded = "authorisation-ended"
    case lotNotRecalled = "lot-not-recalled"
    case orderUnknown = "order-unknown"
    case orderStateConflict = "order-state-conflict"
    case reportDoesNotBalance = "report-does-not-balance"
    case numbersUnknown = "numbers-unknown"
    case requestConflict = "request-conflict"
    case hostTooLong = "host-too-long"
    case textNotEncodable = "text-not-encodable"
    case templateUnknown = "template-unknown"
    case templateInvalid = "template-invalid"
    case labelNotDrawable = "label-not-drawable"

    // The place where it runs.
    case homeMissing = "home-missing"
    case homeExists = "home-exists"
    case keyMissing = "key-missing"
    case keyDamaged = "key-damaged"
    case keyExposed = "key-exposed"
    case keyNotPublished = "key-not-published"
    case keyExists = "key-exists"
    case keyStateConflict = "key-state-conflict"
    case passphraseWrong = "passphrase-wrong"
    case passphraseUnusable = "passphrase-unusable"
    case bundleInvalid = "bundle-invalid"
    case bundleTooOld = "bundle-too-old"
    case pictureUnreadable = "picture-unreadable"
    case noCodeFound = "no-code-found"
    case fontMissing = "font-missing"
    case fileUnreadable = "file-unreadable"
    case fileUnwritable = "file-unwritable"
    case registerBusy = "register-busy"
    case registerDamaged = "register-damaged"
    case registerFailed = "register-failed"
    case addressInUse = "address-in-use"

    // Over HTTP only.
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case requestTooLarge = "request-too-large"
    case internalError = "internal-error"
}

extension ProblemCode {
    /// What the command exits with: 2 for a rule's no, else a code of `sysexits.h`.
    public var exitStatus: Int32 {
        switch self {
        case .recognitionNotInForce, .productNotRecognised, .quotaExceeded, .claimNotCovered, .lotOutputExceeded,
            .lotUnitsExceeded, .markNotAuthorised, .serialReused, .approverIsRequester, .lotRecalled:
            2
        case .usage: 64
        case .dataInvalid, .jsonSyntax, .requestConflict, .orderStateConflict, .reportDoesNotBalance, .numbersUnknown,
            .authorisationEnded, .lotNotRecalled, .hostTooLong, .textNotEncodable, .templateInvalid,
            .labelNotDrawable, .keyDamaged, .keyStateConflict, .bundleInvalid, .bundleTooOld, .pictureUnreadable:
            65
        case .noCodeFound, .lotUnknown, .batchUnknown, .productUnknown, .authorisationUnknown, .orderUnknown,
            .templateUnknown, .fileUnreadable, .fontMissing, .notFound:
            66
        case .registerDamaged, .registerFailed, .internalError, .methodNotAllowed, .requestTooLarge: 70
        case .homeExists, .keyExists, .fileUnwritable: 73
        case .registerBusy, .addressInUse: 75
        case .keyExposed, .passphraseWrong, .passphraseUnusable: 77
        case .homeMissing, .keyMissing, .keyNotPublished: 78
        }
    }

    /// The HTTP status of a response that carries it.
    public var httpStatus: Int {
        switch self {
        case .usage, .jsonSyntax: 400
        case .lotUnknown, .batchUnknown, .productUnknown, .authorisationUnknown, .orderUnknown, .templateUnknown,
            .notFound:
            404
        case .methodNotAllowed: 405
        case .requestConflict, .orderStateConflict, .authorisationEnded, .lotNotRecalled, .homeExists, .keyExists,
            .keyStateConflict:
            409
        case .requestTooLarge: 413
        case .recognitionNotInForce, .productNotRecognised, .quotaExceeded, .claimNotCovered, .lotOutputExceeded,
            .lotUnitsExceeded, .markNotAuthorised, .serialReused, .approverIsRequester, .lotRecalled,
            .reportDoesNotBalance, .numbersUnknown, .dataInvalid, .hostTooLong, .textNotEncodable, .templateInvalid,
            .labelNotDrawable:
            422
        case .registerBusy: 503
        case .homeMissing, .keyMissing, .keyDamaged, .keyExposed, .keyNotPublished, .fontMissing, .fileUnreadable,
            .fileUnwritable, .registerDamaged, .registerFailed, .addressInUse, .passphraseWrong, .passphraseUnusable,
            .bundleInvalid, .bundleTooOld, .pictureUnreadable, .noCodeFound, .internalError:
            500
        }
    }

    /// What the code means, in general.
    public var title: Bilingual {
        switch self {
        case .recognitionNotInForce:
            Bilingual(
                vi: "Công nhận OCOP không còn hiệu lực vào ngày đóng gói hoặc hôm nay",
                en: "The recognition is not in force on the packing date or today")
        case .productNotRecognised:
            Bilingual(
                vi: "Nhãn hiệu OCOP chỉ dùng cho đúng sản phẩm và hạng sao đã được công nhận",
                en: "The mark belongs to the recognised product and its stars only")
        case .quotaExceeded: Bilingual(vi: "Vượt hạn mức in nhãn hiệu", en: "The print quota is exceeded")
        case .claimNotCovered:
            Bilingual(vi: "Chứng nhận không bao phủ nguyên liệu của lô", en: "A claim is not covered by a certificate")
        case .lotOutputExceeded:
            Bilingual(vi: "Số nhãn vượt sản lượng của lô", en: "More labels than the lot's output allows")
        case .lotUnitsExceeded: Bilingual(vi: "Số nhãn vượt số gói của lô", en: "More labels than the lot has packs")
        case .serialReused:
            Bilingual(
                vi: "Số tem đã hủy hoặc đã dùng, không thể dùng lại",
                en: "A serial number is void or in use, and cannot be used again")
        case .approverIsRequester:
            Bilingual(vi: "Người đề nghị không được tự duyệt", en: "Whoever asks does not approve")
        case .lotRecalled: Bilingual(vi: "Lô hàng đang bị thu hồi sản phẩm", en: "The lot is recalled")
        case .markNotAuthorised:
            Bilingual(vi: "Chưa có quyền in nhãn hiệu", en: "There is no right to print the mark")
        case .usage: Bilingual(vi: "Lệnh chưa đúng cách dùng", en: "The command was not used as it should be")
        case .dataInvalid: Bilingual(vi: "Dữ liệu chưa đúng", en: "The data is not right")
        case .jsonSyntax: Bilingual(vi: "Tệp không phải JSON hợp lệ", en: "The file is not valid JSON")
        case .lotUnknown: Bilingual(vi: "Không có lô này", en: "There is no such lot")
        case .batchUnknown: Bilingual(vi: "Không có đợt tem này", en: "There is no such batch")
        case .productUnknown: Bilingual(vi: "Không có sản phẩm này", en: "There is no such product")
        case .authorisationUnknown:
            Bilingual(vi: "Không có quyền in này", en: "There is no such right to print a mark")
        case .lotNotRecalled:
            Bilingual(vi: "Lô không bị thu hồi sản phẩm", en: "The lot is not recalled")
        case .authorisationEnded:
            Bilingual(vi: "Quyền in đã chấm dứt", en: "The right to print a mark has ended")
        case .orderUnknown: Bilingual(vi: "Không có lệnh in này", en: "There is no such print order")
        case .orderStateConflict:
            Bilingual(vi: "Trạng thái của lệnh in không cho phép", en: "The state of the print order does not allow it")
        case .reportDoesNotBalance:
            Bilingual(
                vi: "Số đã in, hỏng và trả lại không khớp với đợt tem",
                en: "Printed, spoiled and returned do not add up to the batch")
        case .numbersUnknown:
            Bilingual(vi: "Đợt tem không có các số này", en: "The batch does not have these numbers")
        case .requestConflict:
            Bilingual(
                vi: "Mã yêu cầu đã dùng cho một đợt tem khác", en: "The request identifier made another batch already")
        case .hostTooLong:
            Bilingual(vi: "Tên máy chủ quá dài cho mã QR của tem", en: "The host is too long for a stamp's QR code")
        case .textNotEncodable:
            Bilingual(vi: "Nội dung không đưa được vào mã QR", en: "The text cannot be put into a QR code")
        case .templateUnknown: Bilingual(vi: "Không có mẫu nhãn này", en: "There is no such label template")
        case .templateInvalid: Bilingual(vi: "Mẫu nhãn chưa đúng", en: "The label template is not right")
        case .labelNotDrawable: Bilingual(vi: "Không vẽ được nhãn", en: "The label cannot be drawn")
        case .homeMissing:
            Bilingual(vi: "Chưa có thư mục dữ liệu của đơn vị phát hành", en: "There is no issuer's home folder yet")
        case .homeExists: Bilingual(vi: "Thư mục dữ liệu đã có", en: "The home folder exists already")
        case .keyMissing: Bilingual(vi: "Không tìm thấy khóa", en: "A key is missing")
        case .keyDamaged: Bilingual(vi: "Tệp khóa bị hỏng", en: "A key file is damaged")
        case .keyExposed:
            Bilingual(vi: "Người khác đọc được tệp khóa", en: "A key file can be read by others")
        case .keyNotPublished: Bilingual(vi: "Khóa ký chưa được công bố", en: "The signing key is not published")
        case .keyExists: Bilingual(vi: "Tệp khóa đã có", en: "The key file exists already")
        case .keyStateConflict:
            Bilingual(vi: "Trạng thái của khóa không cho phép", en: "The state of the key does not allow it")
        case .passphraseWrong: Bilingual(vi: "Mật khẩu của khóa không đúng", en: "The passphrase is wrong")
        case .passphraseUnusable: Bilingual(vi: "Mật khẩu không dùng được", en: "The passphrase cannot be used")
        case .bundleInvalid: Bilingual(vi: "Gói tin cậy không dùng được", en: "The trust bundle cannot be used")
        case .bundleTooOld:
            Bilingual(vi: "Gói tin cậy cũ hơn gói đã có", en: "The trust bundle is older than one seen before")
        case .pictureUnreadable: Bilingual(vi: "Không đọc được ảnh", en: "The picture cannot be read")
        case .noCodeFound: Bilingual(vi: "Không tìm thấy mã QR trong ảnh", en: "No QR code was found in the picture")
        case .fontMissing: Bilingual(vi: "Không tìm thấy phông chữ", en: "A font is missing")
        case .fileUnreadable: Bilingual(vi: "Không đọc được tệp", en: "A file cannot be read")
        case .fileUnwritable: Bilingual(vi: "Không ghi được tệp", en: "A file cannot be written")
        case .registerBusy: Bilingual(vi: "Sổ đăng ký đang bận", en: "The register is busy")
        case .registerDamaged:
            Bilingual(vi: "Sổ đăng ký không khớp với nhật ký", en: "The register does not agree with its ledger")
        case .registerFailed: Bilingual(vi: "Sổ đăng ký gặp lỗi", en: "The register failed")
        case .addressInUse:
            Bilingual(vi: "Cổng mạng đang được chương trình khác dùng", en: "Another program uses the network port")
        case .notFound: Bilingual(vi: "Không có trang này", en: "There is no such page")
        case .methodNotAllowed: Bilingual(vi: "Không dùng được cách gọi này", en: "The method is not allowed here")
        case .requestTooLarge: Bilingual(vi: "Yêu cầu quá lớn", en: "The request is too large")
        case .internalError: Bilingual(vi: "Có lỗi trong hệ thống", en: "Something failed inside")
        }
    }
}

/// A no with its reason: what is wrong, the limit, what was given, and what to do.
public struct Problem: Error, Sendable, Equatable {
    /// The code that it keeps for ever.
    public let code: ProblemCode
    /// What is wrong, the limit, and what was given.
    public let text: Bilingual
    /// What to do about it.
    public let hint: Bilingual?

    /// Takes the parts as they are.
    public init(_ code: ProblemCode, vi: String, en: String, hint: Bilingual? = nil) {
        self.code = code
        self.text = Bilingual(vi: vi, en: en)
        self.hint = hint
    }
}

/// Several problems found at once; at least one.
public struct Problems: Error, Sendable, Equatable {
    /// The problems, the most telling first.
    public let all: [Problem]

    /// Takes the parts as they are.
    public init(_ all: [Problem]) {
        self.all = all
    }
}
