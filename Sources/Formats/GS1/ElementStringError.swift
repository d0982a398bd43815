/// Why a text is not a GS1 element string; places are bytes from 0.
public enum ElementStringError: Error, Hashable, Sendable {
    /// There is no element.
    case empty
    /// The text has `bytes`; nothing above `limit` is read.
    case tooLong(bytes: Int, limit: Int)
    /// What a symbol encodes starts with FNC1; this does not.
    case noFunctionOne
    /// An identifier in brackets must stand at `at`.
    case noBrackets(at: Int)
    /// The digits at `at`, if there are any, are no identifier of ``IdentifierRule/table``.
    case unknownIdentifier(at: Int)
    /// The value at `at` has `given` bytes; the identifier allows `allowed`, and only whole parts of its value.
    case length(ApplicationIdentifier, given: Int, allowed: ClosedRange<Int>, at: Int)
    /// The value at `at` is wrong; the fault's own place counts from there.
    case value(ApplicationIdentifier, ValueFault, at: Int)
}

extension ElementStringError: CustomStringConvertible {
    /// What is wrong, the limit, what was given, and what to do.
    public var description: String {
        switch self {
        case .empty: "there is no application identifier: start with one, such as (01)"
        case .tooLong(let bytes, let limit): "the text has \(bytes) bytes, and the limit is \(limit)"
        case .noFunctionOne: "the text does not start with FNC1: check that it is a GS1 symbol"
        case .noBrackets(let at): "no application identifier in brackets stands at byte \(at + 1)"
        case .unknownIdentifier(let at):
            "no application identifier that temgoc knows stands at byte \(at + 1): see docs/spec/digital-link.md"
        case .length(let identifier, let given, let allowed, let at):
            "the value of \(identifier) at byte \(at + 1) has \(given) characters, and must have "
                + "\(allowed.lowerBound)-\(allowed.upperBound), in whole parts"
        case .value(let identifier, let fault, let at):
            "the value of \(identifier) at byte \(at + 1) is wrong: \(fault)"
        }
    }

    /// The same sentence, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .empty: "không có số định danh ứng dụng (AI): bắt đầu bằng một số, ví dụ (01)"
        case .tooLong(let bytes, let limit): "nội dung dài \(bytes) byte, giới hạn là \(limit)"
        case .noFunctionOne: "nội dung không bắt đầu bằng FNC1: kiểm tra lại đây có phải mã GS1 không"
        case .noBrackets(let at): "byte thứ \(at + 1) không phải số định danh ứng dụng (AI) trong ngoặc"
        case .unknownIdentifier(let at):
            "byte thứ \(at + 1) không phải số định danh ứng dụng (AI) mà temgoc biết: xem docs/spec/digital-link.md"
        case .length(let identifier, let given, let allowed, let at):
            "giá trị của \(identifier) ở byte thứ \(at + 1) có \(given) ký tự, cần \(allowed.lowerBound)-"
                + "\(allowed.upperBound), đủ từng phần"
        case .value(let identifier, let fault, let at):
            "giá trị của \(identifier) ở byte thứ \(at + 1) chưa đúng: \(fault.vietnamese)"
        }
    }
}
