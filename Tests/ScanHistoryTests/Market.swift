import ScanHistory
import SeededRandom
import Stamps

extension SeededGenerator {
    /// 0 ..< 1.
    mutating func share() -> Double { Double(next() >> 11) / Double(1 << 53) }

    mutating func happens(_ probability: Double) -> Bool { share() < probability }
}

/// How people check packs: the model of decision 0010, every rate of it in one place.
struct Market {
    /// Packs that their buyers scan.
    var scanned = 0.10
    /// Of scanned packs: the page is loaded again within the hour, by the same visitor.
    var reloaded = 0.30
    /// Of scanned packs: the buyer looks again at home the same day, over another network.
    var againThatDay = 0.25
    /// Of scanned packs: somebody of the household looks on a later day, after a delay with this mean in days.
    var againLater = 0.12
    var laterMeanDays = 1.0
    /// Of scanned packs: somebody scanned it on the shelf and left it there, up to so many days before.
    var leftOnShelf = 0.005
    var shelfDays = 20.0
    /// Packs with which a seller shows customers how to scan, on many days.
    var demonstrated = 1.0 / 5_000
    /// Of scanned packs: colleagues in an office, behind one network, scan it the same day.
    var inOffice = 0.02
    var colleagues = 5
    /// Of visits: over a carrier's gateway, which thousands of people with the same few browsers share.
    var carried = 0.6
    var gateways: UInt64 = 60
    var browsers: UInt64 = 25
    /// Days within which the packs of one cloned code are sold.
    var cloneSaleDays = 90.0

    private static let day = 86_400.0
    /// 2026-11-21T00:00 in Vietnam.
    private static let start = 1_795_194_000.0

    private struct Visit {
        let time: Double
        let network: Int
        let browser: Int
    }

    /// The history of one code that so many packs carry.
    func history(packs: Int, _ dice: inout SeededGenerator) -> CodeHistory {
        var visits: [Visit] = []
        for _ in 0..<packs {
            visits += self.visits(soldAt: packs == 1 ? 0.5 : dice.share() * cloneSaleDays, &dice)
        }
        return Self.counted(visits.sorted { $0.time < $1.time })
    }

    private func visits(soldAt day: Double, _ dice: inout SeededGenerator) -> [Visit] {
        var visits: [Visit] = []
        // Somebody has one phone, over one network: a carrier's gateway, or a line of their own.
        func add(_ day: Double, _ somebody: UInt64, _ browser: UInt64? = nil) {
            let isCarried = Double(somebody >> 32 % 1_000) / 1_000 < carried
            let network = isCarried ? 60_000 + somebody % gateways : somebody % 50_000
            visits.append(
                Visit(time: day, network: Int(network), browser: Int((browser ?? somebody >> 16) % browsers)))
        }
        if dice.happens(demonstrated) {
            for shown in 0..<30 {
                let shop = day + Double(shown) * 3
                for _ in 0..<3 { add(shop, 1) }
                add(shop, dice.next())
            }
        }
        guard dice.happens(scanned) else { return visits }
        let buyer = dice.next()
        add(day, buyer)
        if dice.happens(inOffice) {
            for colleague in 0..<colleagues { add(day + 0.1, buyer, UInt64(colleague)) }
        }
        if dice.happens(reloaded) { add(day + 0.01, buyer) }
        if dice.happens(againThatDay) { add(day + 0.2, dice.next()) }
        if dice.happens(againLater) {
            let delay = -laterMeanDays * _log(1 - dice.share())
            add(day + delay, dice.next())
            if dice.happens(0.2) { add(day + delay + 0.1, dice.next()) }
        }
        if dice.happens(leftOnShelf) { add(day - dice.share() * shelfDays, dice.next()) }
        return visits
    }

    /// Counted as the service counts: through buckets, in the order of time.
    private static func counted(_ visits: [Visit]) -> CodeHistory {
        var history = CodeHistory()
        if visits.isEmpty { return history }
        var book = VisitorBook { Array(repeating: 7, count: 32) }
        for visit in visits {
            let time = Int64(start + (visit.time + 40) * day)
            let bucket = book.bucket(
                network: NetworkPrefix(address: "10.\(visit.network / 256).\(visit.network % 256).9"),
                agent: "phone \(visit.browser)", at: time)
            let check = Check(time: time, channel: .web, visitor: bucket)
            let isNew = book.note(check, of: Market.code)
            history.add(ScanDay(check, isNewVisitor: isNew))
        }
        return history
    }

    private static let code: ScanCode = {
        guard let key = try? ProductKey.code(ProductCode("CHE-1")), let number = try? SerialNumber(1) else {
            preconditionFailure("a product code and a number")
        }
        return ScanCode(key, number)
    }()
}

/// The natural logarithm, by the series of the inverse hyperbolic tangent; exact enough for waiting times.
private func _log(_ x: Double) -> Double {
    let exponent = x.exponent
    let z = (x.significand - 1) / (x.significand + 1)
    var (term, sum) = (z, 0.0)
    for n in stride(from: 1.0, through: 39, by: 2) {
        sum += term / n
        term *= z * z
    }
    return 2 * sum + Double(exponent) * 0.693_147_180_559_945_3
}
