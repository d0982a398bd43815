import ArgumentParser
import Records
import Registrar
import Time

/// What stamps are asked for; the same for `check`, `order new` and `issue`.
struct IssuanceOptions: ParsableArguments {
    @Option(help: "Mã lô hoặc số lô / the lot's identifier or number.")
    var lot: String?

    @Option(help: "Mã sản phẩm, khi in cuộn tem chưa có lô / the product, for a roll without a lot.")
    var roll: String?

    @Option(help: "Số tem; mặc định: các gói của lô chưa có tem / how many; by default the packs without a stamp.")
    var count: Int?

    @Flag(inversion: .prefixedNo, help: "Nhãn mang nhãn hiệu và sao OCOP / the labels carry the OCOP mark and stars.")
    var mark = true

    @Option(
        name: .customLong("claim"),
        help: ArgumentHelp(
            "Loại chứng nhận ghi trên nhãn, như organic / a certificate that labels claim.", valueName: "type"))
    var claims: [CertificateType] = []

    @Flag(help: "Ghi số lô vào chính mã tem / put the lot number into the stamps themselves (a larger QR code).")
    var lotInStamp = false

    @Flag(help: "Mỗi gói có một số dưới lớp phủ cào / each pack has a number under a scratch-off cover.")
    var pin = false

    func validate() throws {
        guard (lot == nil) != (roll == nil) else {
            throw ValidationError("cần một trong --lot và --roll / give one of --lot and --roll")
        }
        guard count != nil || lot != nil else {
            throw ValidationError("--roll cần --count / --roll needs --count")
        }
    }

    /// The request, which asks the register for what was left out.
    func request(of registrar: Registrar, _ home: HomeOptions) async throws -> IssuanceRequest {
        var wanted = count
        if wanted == nil, let lot {
            wanted = try await registrar.packsWithoutStamp(ofLot: lot, for: home.principal)
        }
        let subject = lot.map(IssuanceSubject.lot) ?? .roll(product: roll ?? "")
        return try IssuanceRequest(
            subject, count: wanted ?? 0, withMark: mark, claims: claims, lotInStamp: lotInStamp, withPIN: pin)
    }
}
