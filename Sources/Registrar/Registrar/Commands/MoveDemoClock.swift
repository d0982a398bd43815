public import Access
public import Encodings
public import Records
public import Time
internal import Verification
internal import Wording

/// Moves the clock of a register for trials forward to a day; the clock of one in earnest is the machine's.
///
/// A new form of the issuer's entry, which is a leaf, says the new offset; nothing goes back in time by it.
public struct MoveDemoClock: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "moveDemoClock"

    /// The day that it is to be, at the present time of day.
    public let day: CivilDate

    /// Takes the parts as they are.
    public init(to day: CivilDate) {
        self.day = day
    }

    /// What is asked, as data.
    public var content: JSONValue { ["day": .string(day.iso)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.manageKeys]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Issuer, subject: Subject) {
        (try register.issuer(), Subject())
    }

    /// - Throws: `Problem` `usage` for a register in earnest, and for a day that is over.
    public func perform(
        on issuer: Issuer, in register: any RegisterTransaction, by author: Authorship
    ) throws -> Issuer {
        guard let offset = issuer.demoClockOffset else {
            throw Problem(
                .usage, vi: "Chỉ đồng hồ của sổ thử nghiệm (temgoc init --demo) mới dời được; sổ này là sổ thật.",
                en: "Only the clock of a register for trials (temgoc init --demo) can be moved; this one is in earnest."
            )
        }
        guard day >= author.today else {
            throw Problem(
                .usage,
                vi: "Hôm nay của sổ là \(author.today.vietnamese); đồng hồ không lùi về \(day.vietnamese) được.",
                en: "The register's day is \(author.today.iso); its clock does not go back to \(day.iso).")
        }
        let seconds = Int64(day.daysSince1970 - author.today.daysSince1970) * 86_400
        let moved = Issuer(host: issuer.host, name: issuer.name, demoClockOffset: offset + seconds)
        let then = UTCTime(secondsSince1970: author.time.secondsSince1970 + seconds)
        try register.record(.issuer, moved.json, by: author.at(then))
        return moved
    }
}
