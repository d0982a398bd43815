/// Why a link cannot be registered.
public enum LinkError: Error, Hashable, Sendable {
    /// The address has `bytes`; the limit is `limit`.
    case addressTooLong(bytes: Int, limit: Int)
    /// The byte at `at` (from 0) is none of an address.
    case addressCharacter(byte: UInt8, at: Int)
    /// The address does not start with `https://`.
    case notHTTPS
    /// The host is not on the allow-list.
    case hostNotAllowed(String)
    /// The text is no name of a host, so it cannot be on the allow-list.
    case hostName(String)
    /// A title has 1 to `limit` characters, none of them a control character.
    case title(characters: Int, limit: Int)
    /// `gs1:defaultLink` and `gs1:defaultLinkMulti` do not say what a link leads to.
    case typeOfDefault
    /// `given` links are the default of one subject; one may be.
    case severalDefaults(given: Int)
}

extension LinkError: CustomStringConvertible {
    /// What is wrong, the limit, what was given, and what to do.
    public var description: String {
        switch self {
        case .addressTooLong(let bytes, let limit): "the address has \(bytes) bytes, and the limit is \(limit)"
        case .addressCharacter(let byte, let at):
            "byte \(at + 1) of the address is 0x\(String(byte, radix: 16)): write it with %"
        case .notHTTPS: "the address must start with https://"
        case .hostNotAllowed(let host): "links may not lead to «\(host)»: have the host put on the list first"
        case .hostName(let name): "«\(name)» is no name of a host: write it as in postmart.vn"
        case .title(let characters, let limit):
            "a title has 1-\(limit) characters in one line; this one has \(characters)"
        case .typeOfDefault: "a default link needs a type that says what it leads to, such as gs1:pip"
        case .severalDefaults(let given): "\(given) links are the default; leave one"
        }
    }

    /// The same sentence, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .addressTooLong(let bytes, let limit): "địa chỉ dài \(bytes) byte, giới hạn là \(limit)"
        case .addressCharacter(let byte, let at):
            "byte thứ \(at + 1) của địa chỉ là 0x\(String(byte, radix: 16)): viết bằng dấu %"
        case .notHTTPS: "địa chỉ cần bắt đầu bằng https://"
        case .hostNotAllowed(let host): "liên kết chưa được dẫn tới «\(host)»: cần đưa tên máy chủ vào danh sách trước"
        case .hostName(let name): "«\(name)» không phải tên máy chủ: viết như postmart.vn"
        case .title(let characters, let limit):
            "tiêu đề có từ 1 đến \(limit) ký tự trên một dòng; đã điền \(characters)"
        case .typeOfDefault: "liên kết mặc định cần loại nói rõ nó dẫn tới đâu, ví dụ gs1:pip"
        case .severalDefaults(let given): "có \(given) liên kết mặc định: giữ lại một"
        }
    }
}
