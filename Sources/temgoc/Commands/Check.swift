import ArgumentParser
import CanonicalJSON
import Issuance
import Store
import Traceability

/// Says whether stamps could be issued, and writes nothing.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Kiểm tra trước: có được phát hành không, vì sao / may this be issued, and if not, why.",
        discussion: """
            Nêu mọi quy định chưa đạt cùng lúc; không ghi gì. Mã thoát 0 nếu được, 2 nếu không.
            Names every rule that is broken; writes nothing. Exit status 0 or 2.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var day: TodayOption
    @OptionGroup var wish: IssuanceOptions

    func run() async throws {
        let situation = try Home(path: home.home).openRegister().check(wish.request(today: day.date))
        let violations = situation.violations()
        if !violations.isEmpty { throw Problems(violations) }
        if answer.json {
            Console.answer(["issuable": true, "count": .integer(situation.count)])
            return
        }
        let right = situation.withMark ? situation.account : nil
        let left = right?.left.map { Bilingual(vi: ", hạn mức còn \($0)", en: ", \($0) left in the quota") }
        let text = Bilingual(
            vi: "Được phát hành \(situation.count) tem cho \(situation.product.name)"
                + (right.map { " (quyền in \($0.authorisation.id)\(left?.vi ?? ""))" } ?? "") + ".",
            en: "\(situation.count) stamps may be issued for \(situation.product.nameEn ?? situation.product.name)"
                + (right.map { " (right \($0.authorisation.id)\(left?.en ?? ""))" } ?? "") + ".")
        Console.answer(text[answer.lang])
    }
}
