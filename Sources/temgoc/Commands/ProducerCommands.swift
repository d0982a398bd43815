import ArgumentParser
import Records
import Stamps
import Time

/// Attests that a producer produces, or has stopped.
struct AttestProducer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest",
        abstract: "Ghi nhận chủ thể còn sản xuất hay đã ngừng / attest that a producer produces, or has stopped.",
        discussion: """
            UBND cấp xã hoặc cơ quan OCOP cấp tỉnh nơi chủ thể đóng trụ sở ghi nhận. Đã ngừng thì không in thêm tem cho hàng
            đóng gói từ ngày đó; sản xuất trở lại thì ghi --producing.
            By the commune or the province's office. Stamps stop for goods packed from that day on.
            """)

    @OptionGroup var act: DecisionOptions

    @Flag(help: "Còn sản xuất / it produces.")
    var producing = false

    @Flag(help: "Đã ngừng sản xuất / it has stopped producing.")
    var ceased = false

    @Option(help: "Lý do, căn cứ; cần khi đã ngừng / why; needed where it has stopped.")
    var reason: String?

    @Option(help: "Số văn bản / the number of the document.")
    var decision: String?

    @Option(help: "Từ ngày, mặc định hôm nay / from this day; default: today.", transform: TodayOption.day)
    var on: CivilDate?

    @Option(help: "Cơ quan ghi nhận / whose word it is.")
    var by: String?

    func validate() throws {
        guard producing != ceased else {
            throw ValidationError("Cần đúng một trong --producing, --ceased / exactly one of --producing, --ceased.")
        }
        guard !ceased || reason != nil else {
            throw ValidationError("Cần --reason khi chủ thể đã ngừng sản xuất / --reason is needed with --ceased.")
        }
    }

    func run() async throws {
        try await act.run(
            ceased ? .ceased : .resumed, .producer, ground: reason, number: decision, on: on, by: by)
    }
}

/// Records that a producer is no more.
struct CloseProducer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Ghi nhận chủ thể chấm dứt hoạt động, không quay lại / record that a producer is no more.",
        discussion: """
            Ghi nhầm thì hủy bằng hai người: temgoc correction request --producer.
            What was recorded by mistake is annulled by two persons: temgoc correction request --producer.
            """)

    @OptionGroup var act: DecisionOptions
    @OptionGroup var why: DecisionReason

    @Option(help: "Từ ngày, mặc định hôm nay / from this day; default: today.", transform: TodayOption.day)
    var on: CivilDate?

    func run() async throws {
        try await act.run(.closed, .producer, ground: why.reason, number: why.decision, on: on, by: why.by)
    }
}

/// Records that a product's GTIN is another's (tranh chấp mã vạch).
struct ReleaseGTIN: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release-gtin",
        abstract: "Quyết định mã vạch không phải của sản phẩm này / decide that a GTIN is not this product's.",
        discussion: """
            Sau đó sản phẩm khác khai được mã vạch này. Tem đã phát hành vẫn nói điều đã ghi; không in thêm tem mang mã đó.
            Another product may have it then. Stamps that are out stay what they are; no more are drawn with it.
            """)

    @OptionGroup var act: DecisionOptions
    @OptionGroup var why: DecisionReason

    @Option(help: "Mã in trên tem thay cho mã vạch; mặc định là mã sản phẩm / the code that stamps carry instead.")
    var code: String?

    func run() async throws {
        let replacing = try code.map { text in
            guard let code = try? ProductCode(text) else {
                throw ValidationError("--code: 1–30 ký tự A–Z 0–9 . - / characters A–Z 0–9 . -, «\(text)»")
            }
            return code
        }
        try await act.run(
            .released, .product, ground: why.reason, number: why.decision, by: why.by, code: replacing)
    }
}
