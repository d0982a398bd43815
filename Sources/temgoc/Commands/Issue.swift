public import ArgumentParser
import Encodings
public import Records
import Registrar
import Stamps
import Verification
import Wording

extension CertificateType: ExpressibleByArgument {}

/// Issues a batch of stamps for a lot.
struct Issue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Phát hành một đợt tem cho một lô / issue a batch of stamps for a lot.",
        discussion: """
            Kiểm tra quy định, ghi sổ, rồi mới cấp tem. Mọi quy định chưa đạt được nêu cùng lúc; khi đó không có gì được ghi.
            Checks the rules, records the batch, and only then lets stamps be made.
            Người chạy lệnh là bên duyệt, chủ thể của sản phẩm là bên đề nghị; hai bên riêng rẽ thì dùng temgoc order.
            The person who runs it approves what the product's producer asks for; for two people see temgoc order.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @OptionGroup var issuance: IssuanceOptions

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let command = IssueBatch(
            try await issuance.request(of: registrar, self.home), sealing: try await home.sealing(registrar, passphrase)
        )
        let issued = try await registrar.perform(command, by: self.home.author(of: registrar))
        show(issued, try await registrar.batch(issued.batch.id, for: self.home.principal).facts, answer)
    }
}

/// Issues a pre-printed roll of a product, to be activated for lots later.
struct Roll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roll",
        abstract: "Phát hành một cuộn tem in sẵn cho một sản phẩm / issue a pre-printed roll of a product.",
        discussion: """
            Tem của cuộn chưa có lô; sau này gắn với lô bằng temgoc activate. Chưa kích hoạt thì tra cứu không báo hợp lệ.
            Its stamps have no lot; temgoc activate gives them one. Before that, no check calls them valid.
              temgoc roll --product PR-TQ-1 --count 1000
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Mã sản phẩm / the product.")
    var product: String

    @Option(help: "Số tem / how many stamps.")
    var count: Int

    @Flag(inversion: .prefixedNo, help: "Nhãn mang nhãn hiệu và sao OCOP / the labels carry the OCOP mark and stars.")
    var mark = true

    @Flag(help: "Mỗi nhãn có một số dưới lớp phủ cào / each label has a number under a scratch-off cover.")
    var pin = false

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let command = IssueBatch(
            try IssuanceRequest(.roll(product: product), count: count, withMark: mark, withPIN: pin),
            sealing: try await home.sealing(registrar, passphrase))
        let issued = try await registrar.perform(command, by: self.home.author(of: registrar))
        show(issued, try await registrar.batch(issued.batch.id, for: self.home.principal).facts, answer)
    }
}

/// Shows a batch that was issued.
private func show(_ issued: IssuedBatch, _ facts: StampFacts, _ answer: AnswerOptions) {
    let batch = issued.batch
    if answer.json {
        Console.answer(batch.publicJSON(isNew: issued.isNew))
        return
    }
    let lot =
        facts.lot.map { Bilingual(vi: "lô \($0.lotNumber.text)", en: "lot \($0.lotNumber.text)") }
        ?? Bilingual(vi: "cuộn tem chưa có lô", en: "a roll without a lot")
    let mark = batch.mark.map {
        Bilingual(
            vi: "mang nhãn hiệu OCOP \($0.stars) sao (quyền in \($0.authorisation))",
            en: "with the OCOP mark of \($0.stars) stars (right \($0.authorisation))")
    }
    let template = LabelDesignSource.usual(withPIN: batch.hasPIN)
    let text = Bilingual(
        vi: """
            \(issued.isNew ? "Đã phát hành" : "Đã có từ trước:") đợt tem \(batch.id): \(batch.numbers.count) tem cho \(lot.vi)
              Sản phẩm : \(facts.product.name) – \(facts.producer.shortName ?? facts.producer.legalName)
              Số tem   : \(batch.numbers.first.text) đến \(batch.numbers.last.text), \(mark?.vi ?? "không mang nhãn hiệu OCOP")
              Bước tiếp: temgoc label --batch \(batch.id) --template \(template) --out nhan
            """,
        en: """
            \(issued.isNew ? "Issued" : "Issued before:") batch \(batch.id): \(batch.numbers.count) stamps for \(lot.en)
              Product: \(facts.product.nameEn ?? facts.product.name) – \(facts.producer.shortName ?? facts.producer.legalName)
              Numbers: \(batch.numbers.first.text) to \(batch.numbers.last.text), \(mark?.en ?? "without the OCOP mark")
              Next   : temgoc label --batch \(batch.id) --template \(template) --out labels
            """)
    Console.answer(text[answer.lang])
}

extension Batch {
    /// The batch as commands answer it: without the sealed secret, which is nobody's business.
    func publicJSON(isNew: Bool? = nil) -> JSONValue {
        guard case .object(var members) = json else { return json }
        for name in Self.secretMembers { members[name] = nil }
        members["isNew"] = isNew.map(JSONValue.bool)
        return .object(members)
    }
}
