/// What is wrong in a value of an application identifier, and where.
public struct ValueFault: Error, Hashable, Sendable {
    /// What is wrong at the place.
    public let reason: Reason
    /// The bytes at fault, counted from the start of what was checked.
    public let place: Range<Int>

    /// What can be wrong.
    public enum Reason: Hashable, Sendable {
        /// The byte is not of the set.
        case character(byte: UInt8, EncodableCharacterSet)
        /// `=` where base64url has none.
        case padding
        /// `given` bytes where only `allowed` may be.
        case length(given: Int, allowed: ClosedRange<Int>)
        /// The last digit is `given`; the digits before it call for `right`.
        case checkDigit(given: UInt8, right: UInt8)
        /// The value is too short to start with a GS1 company prefix, whose least length is 4.
        case tooShortForCompanyPrefix(given: Int)
        /// A GS1 company prefix has digits only.
        case companyPrefix
        /// Months are 01 … 12.
        case month(Int)
        /// The month has no such day; `last` is its last.
        case day(Int, last: Int)
        /// No country has this number in ISO 3166-1.
        case country
        /// Only zeros may stand here.
        case notZero
        /// The number of the piece is zero.
        case pieceZero
        /// The number of all pieces is zero.
        case totalZero
        /// The number of the piece is above that of all pieces.
        case pieceBeyondTotal
        /// The number starts with a zero.
        case leadingZero
        /// No importer index has this character.
        case importerIndex(byte: UInt8)
    }

    init(_ reason: Reason, at place: Range<Int>) {
        self.reason = reason
        self.place = place
    }

    /// The same fault, counted from `offset` bytes earlier.
    func moved(by offset: Int) -> ValueFault {
        ValueFault(reason, at: place.lowerBound + offset..<place.upperBound + offset)
    }
}

extension ValueFault: CustomStringConvertible {
    /// What is wrong, what was given, and what would be right.
    public var description: String {
        switch reason {
        case .character(let byte, let set):
            "character \(place.lowerBound + 1) is 0x\(String(byte, radix: 16)), and must be \(set.english)"
        case .padding: "= stands where base64url has no padding: leave it out"
        case .length(let given, let allowed):
            "there are \(given) characters, and must be \(allowed.lowerBound)-\(allowed.upperBound)"
        case .checkDigit(let given, let right): "the check digit is \(given), and must be \(right)"
        case .tooShortForCompanyPrefix(let given): "a GS1 company prefix has at least 4 digits, not \(given)"
        case .companyPrefix: "it must start with the digits of a GS1 company prefix"
        case .month(let month): "the month is \(month), and must be 01-12"
        case .day(let day, let last): "the day is \(day), and the month has \(last)"
        case .country: "no country has this number in ISO 3166-1"
        case .notZero: "only zeros may stand here"
        case .pieceZero: "the number of the piece is 0, and must be 1 or more"
        case .totalZero: "the number of pieces is 0, and must be 1 or more"
        case .pieceBeyondTotal: "the number of the piece is above the number of pieces"
        case .leadingZero: "the number starts with 0, and must not"
        case .importerIndex(let byte):
            "the importer index is 0x\(String(byte, radix: 16)), and must be \(EncodableCharacterSet.base64URL.english)"
        }
    }

    /// The same sentence, in Vietnamese.
    public var vietnamese: String {
        switch reason {
        case .character(let byte, let set):
            "ký tự thứ \(place.lowerBound + 1) là 0x\(String(byte, radix: 16)), cần là \(set.vietnamese)"
        case .padding: "dấu = đặt chỗ base64url không có ký tự đệm: bỏ dấu này"
        case .length(let given, let allowed):
            "có \(given) ký tự, cần từ \(allowed.lowerBound) đến \(allowed.upperBound)"
        case .checkDigit(let given, let right): "số kiểm tra là \(given), cần là \(right)"
        case .tooShortForCompanyPrefix(let given): "mã doanh nghiệp GS1 có ít nhất 4 chữ số, không phải \(given)"
        case .companyPrefix: "cần bắt đầu bằng các chữ số của mã doanh nghiệp GS1"
        case .month(let month): "tháng là \(month), cần từ 01 đến 12"
        case .day(let day, let last): "ngày là \(day), tháng này có \(last) ngày"
        case .country: "không có nước nào mang số này trong ISO 3166-1"
        case .notZero: "chỗ này chỉ nhận số 0"
        case .pieceZero: "số thứ tự của phần là 0, cần từ 1 trở lên"
        case .totalZero: "tổng số phần là 0, cần từ 1 trở lên"
        case .pieceBeyondTotal: "số thứ tự của phần lớn hơn tổng số phần"
        case .leadingZero: "số không được bắt đầu bằng 0"
        case .importerIndex(let byte):
            "ký hiệu nhà nhập khẩu là 0x\(String(byte, radix: 16)), cần là \(EncodableCharacterSet.base64URL.vietnamese)"
        }
    }
}

extension EncodableCharacterSet {
    fileprivate var english: String {
        switch self {
        case .digits: "a digit 0-9"
        case .set82: "a letter, a digit or a sign of GS1's 82 characters"
        case .set39: "a capital letter, a digit, #, - or /"
        case .base64URL: "a letter, a digit, - or _"
        }
    }

    fileprivate var vietnamese: String {
        switch self {
        case .digits: "chữ số 0-9"
        case .set82: "chữ cái không dấu, chữ số hoặc dấu trong bộ 82 ký tự của GS1"
        case .set39: "chữ cái in hoa không dấu, chữ số, #, - hoặc /"
        case .base64URL: "chữ cái không dấu, chữ số, - hoặc _"
        }
    }
}
