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
        /// The list has no such code.
        case unlisted(ListedCode)
        /// Hours, minutes or seconds above the last.
        case clock(ClockPart, Int)
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
        /// The number is zero.
        case zeroValue
        /// It is not a number, a slash and a number.
        case pieceSlashTotal
        /// The last two characters must be these.
        case checkPair(right: String)
        /// There are digits only.
        case digitsOnly
        /// Something else than hyphens.
        case notHyphen
        /// The byte is none of an account number.
        case ibanCharacter(byte: UInt8)
        /// The two check digits of an account number do not fit the rest.
        case ibanCheck
        /// Above the largest number of degrees.
        case degrees(limit: UInt64)
        /// After a percent sign two hexadecimal digits are missing.
        case percentSequence
        /// A part of a coupon is missing or wrong.
        case coupon(CouponPart, CouponFault)
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
        case .unlisted(let code): "it is no \(code.english)"
        case .clock(let part, let given): "the \(part.rawValue) is \(given), and must be 00-\(part.last)"
        case .notZero: "only zeros may stand here"
        case .pieceZero: "the number of the piece is 0, and must be 1 or more"
        case .totalZero: "the number of pieces is 0, and must be 1 or more"
        case .pieceBeyondTotal: "the number of the piece is above the number of pieces"
        case .leadingZero: "the number starts with 0, and must not"
        case .importerIndex(let byte):
            "the importer index is 0x\(String(byte, radix: 16)), and must be \(EncodableCharacterSet.base64URL.english)"
        case .zeroValue: "the number is 0, and must not be"
        case .pieceSlashTotal: "it must be the number of the piece, a slash and the number of pieces, such as 1/3"
        case .checkPair(let right): "the last two characters must be \(right) for the ones before them"
        case .digitsOnly: "there are digits only, and must be another character too"
        case .notHyphen: "only a hyphen may stand here"
        case .ibanCharacter(let byte):
            "character \(place.lowerBound + 1) is 0x\(String(byte, radix: 16)), and must be a digit or a capital letter"
        case .ibanCheck: "the check digits of the account number do not fit the rest"
        case .degrees(let limit): "the number is above \(limit)"
        case .percentSequence: "two hexadecimal digits must follow the % at character \(place.lowerBound + 1)"
        case .coupon(let part, let fault): fault.english(part)
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
        case .unlisted(let code): "không phải \(code.vietnamese)"
        case .clock(let part, let given): "\(part.vietnamese) là \(given), cần từ 00 đến \(part.last)"
        case .notZero: "chỗ này chỉ nhận số 0"
        case .pieceZero: "số thứ tự của phần là 0, cần từ 1 trở lên"
        case .totalZero: "tổng số phần là 0, cần từ 1 trở lên"
        case .pieceBeyondTotal: "số thứ tự của phần lớn hơn tổng số phần"
        case .leadingZero: "số không được bắt đầu bằng 0"
        case .importerIndex(let byte):
            "ký hiệu nhà nhập khẩu là 0x\(String(byte, radix: 16)), cần là \(EncodableCharacterSet.base64URL.vietnamese)"
        case .zeroValue: "số này là 0, cần khác 0"
        case .pieceSlashTotal: "cần là số thứ tự của phần, dấu / và tổng số phần, ví dụ 1/3"
        case .checkPair(let right): "hai ký tự cuối cần là \(right)"
        case .digitsOnly: "chỉ có chữ số, cần thêm ký tự khác"
        case .notHyphen: "chỗ này chỉ nhận dấu gạch nối"
        case .ibanCharacter(let byte):
            "ký tự thứ \(place.lowerBound + 1) là 0x\(String(byte, radix: 16)), cần là chữ số hoặc chữ cái in hoa"
        case .ibanCheck: "số kiểm tra của số tài khoản chưa đúng"
        case .degrees(let limit): "số này lớn hơn \(limit)"
        case .percentSequence: "sau dấu % ở ký tự thứ \(place.lowerBound + 1) cần hai chữ số hệ 16"
        case .coupon: "nội dung phiếu mua hàng thiếu hoặc chưa đúng từ ký tự thứ \(place.lowerBound + 1)"
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
