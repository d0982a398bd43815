/// Why a text is not a GS1 Digital Link, or elements make none; places are bytes from 0.
public enum DigitalLinkError: Error, Hashable, Sendable {
    /// The text has `bytes`; nothing above `limit` is read.
    case tooLong(bytes: Int, limit: Int)
    /// The byte at `at` is none of a URI.
    case character(byte: UInt8, at: Int)
    /// It starts neither with `https://` nor with `http://`, in small letters or in capitals.
    case notHTTP
    /// There is no host, or a character that none may have.
    case host(at: Int)
    /// A stem has a query or a fragment.
    case notStem(at: Int)
    /// A segment of the path is empty; the last is where the address ends with a slash.
    case emptySegment(at: Int)
    /// There is no primary key.
    case noPrimaryKey
    /// The segment at `at` looks like a compressed Digital Link, which is not supported.
    case compressed(at: Int)
    /// The digits at `at` are no identifier of ``IdentifierRule/table``.
    case unknownIdentifier(at: Int)
    /// The path has what is no qualifier of the key, or a qualifier out of order.
    case notQualifier(ApplicationIdentifier, of: ApplicationIdentifier, at: Int)
    /// Qualifiers of the key that belong to different sequences.
    case mixedQualifiers(of: ApplicationIdentifier)
    /// The identifier may not stand in the query.
    case notAttribute(ApplicationIdentifier)
    /// The query has what is a qualifier of the path's key.
    case belongsInPath(ApplicationIdentifier, at: Int)
    /// The identifier is there twice.
    case repeated(ApplicationIdentifier, at: Int)
    /// A value is wrong.
    case element(ElementStringError)
    /// The elements may not stand together.
    case association(AssociationFault)
}

extension DigitalLinkError: CustomStringConvertible {
    /// What is wrong, the limit, what was given, and what to do.
    public var description: String {
        switch self {
        case .tooLong(let bytes, let limit): "the address has \(bytes) bytes, and the limit is \(limit)"
        case .character(let byte, let at):
            "byte \(at + 1) is 0x\(String(byte, radix: 16)), which no address has: write it with %"
        case .notHTTP: "the address must start with https:// or http://"
        case .host(let at): "the host is missing or has a wrong character at byte \(at + 1)"
        case .notStem(let at): "a stem ends with its path; byte \(at + 1) starts a query or a fragment: leave it out"
        case .emptySegment(let at): "the path has an empty part at byte \(at + 1): remove the extra slash"
        case .noPrimaryKey: "there is no GS1 key, such as /01/ and the 14 digits of a GTIN"
        case .compressed(let at):
            "byte \(at + 1) starts what looks like a compressed Digital Link: use the uncompressed form"
        case .unknownIdentifier(let at):
            "no application identifier that temgoc knows stands at byte \(at + 1): see docs/spec/digital-link.md"
        case .notQualifier(let identifier, let key, let at):
            "\(identifier) at byte \(at + 1) may not follow there in the path of \(key): check the order"
        case .mixedQualifiers(let key): "the qualifiers of \(key) belong to different sequences: leave some out"
        case .notAttribute(let identifier): "\(identifier) may not stand in the query of a Digital Link"
        case .belongsInPath(let identifier, let at):
            "\(identifier) at byte \(at + 1) belongs in the path, not in the query"
        case .repeated(let identifier, let at): "\(identifier) is there again at byte \(at + 1): leave one out"
        case .element(let error): error.description
        case .association(let fault): fault.description
        }
    }

    /// The same sentence, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .tooLong(let bytes, let limit): "địa chỉ dài \(bytes) byte, giới hạn là \(limit)"
        case .character(let byte, let at):
            "byte thứ \(at + 1) là 0x\(String(byte, radix: 16)), không dùng được trong địa chỉ: viết bằng dấu %"
        case .notHTTP: "địa chỉ cần bắt đầu bằng https:// hoặc http://"
        case .host(let at): "thiếu tên máy chủ, hoặc có ký tự chưa đúng ở byte thứ \(at + 1)"
        case .notStem(let at): "phần đầu địa chỉ kết thúc ở đường dẫn; bỏ phần từ byte thứ \(at + 1)"
        case .emptySegment(let at): "đường dẫn có phần trống ở byte thứ \(at + 1): bỏ dấu / thừa"
        case .noPrimaryKey: "không có mã GS1 chính, ví dụ /01/ và 14 chữ số của GTIN"
        case .compressed(let at):
            "byte thứ \(at + 1) bắt đầu phần giống Digital Link dạng nén: dùng dạng không nén"
        case .unknownIdentifier(let at):
            "byte thứ \(at + 1) không phải số định danh ứng dụng (AI) mà temgoc biết: xem docs/spec/digital-link.md"
        case .notQualifier(let identifier, let key, let at):
            "\(identifier) ở byte thứ \(at + 1) không đứng được ở đó sau \(key): kiểm tra thứ tự"
        case .mixedQualifiers(let key): "các phần bổ sung của \(key) thuộc các dãy khác nhau: bỏ bớt"
        case .notAttribute(let identifier): "\(identifier) không được đặt sau dấu ? của Digital Link"
        case .belongsInPath(let identifier, let at):
            "\(identifier) ở byte thứ \(at + 1) phải nằm trong đường dẫn, không đặt sau dấu ?"
        case .repeated(let identifier, let at): "\(identifier) lặp lại ở byte thứ \(at + 1): bỏ một lần"
        case .element(let error): error.vietnamese
        case .association(let fault): fault.vietnamese
        }
    }
}
