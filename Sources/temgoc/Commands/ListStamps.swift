import ArgumentParser
import CanonicalJSON
import Stamps
import Traceability

/// Prints the stamps of a batch.
struct ListStamps: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamps",
        abstract: "In nội dung các tem của một đợt, mỗi dòng một tem / print the stamps of a batch, one a line.",
        discussion: """
            Tem không được lưu: mỗi lần hỏi được làm lại từ sổ và khóa, giống nhau đến từng chữ số.
            Stamps are not stored: they are made again from the register and the keys, the same to the last digit.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Mã đợt tem / the batch.")
    var batch: String

    func run() async throws {
        let home = Home(path: home.home)
        let register = try home.openRegister()
        let batch = try home.batch(batch, in: register).batch
        let stamps = try await home.stamps(of: batch, in: register, passphrase)
        for number in batch.numbers {
            let stamp = try stamps.stamp(number)
            if answer.json {
                Console.answer(["stamp": .string(stamp), "serial": .string(stamps.serial(number).text)])
            } else {
                Console.answer(stamp)
            }
        }
    }
}
