import ScanHistory
import SeededRandom
import Stamps
import Testing

/// What the standard rules find in the market of decision 0029.
@Suite struct SimulationTests {
    /// The shares of runs that get the line below the verdict or more, and of those that get the headline.
    private func found(
        _ runs: Int, packs: Int, by rules: CopyRules = .standard, in market: Market = Market(), seed: UInt64
    ) -> (line: Double, headline: Double) {
        var dice = SeededGenerator(seed: seed)
        var (lines, headlines) = (0, 0)
        for _ in 0..<runs {
            let history = market.history(packs: packs, &dice)
            if rules.suspicion(of: history) != nil {
                headlines += 1
            } else if rules.notice(of: history) != nil {
                lines += 1
            }
        }
        // The figures of decision 0029.
        print("\(packs) packs, seed \(seed): headline \(headlines), line \(lines) of \(runs)")
        return (Double(lines + headlines) / Double(runs), Double(headlines) / Double(runs))
    }

    @Test(arguments: [(51, 0.5), (201, 0.95), (1_001, 0.99)])
    func `a code cloned 50 times and more is found in 95 of 100 runs, and suspected the oftener the more copies`(
        packs: Int, headline: Double
    ) {
        let found = found(packs > 500 ? 500 : 4_000, packs: packs, seed: 1)
        #expect(found.line >= 0.95, "\(found)")
        #expect(found.headline >= headline, "\(found)")
    }

    @Test func `an honest code gets the headline in less than one of 1,000`() {
        let found = found(400_000, packs: 1, seed: 2)
        #expect(found.headline < 0.001, "\(found)")
        // The model has honest packs that look like copies: a simulation that cannot fail would prove nothing.
        #expect(found.headline > 0.000_05 && found.line > 0.000_2, "\(found)")
    }

    @Test func `rules that are stricter or laxer miss one of the two aims`() {
        let stricter = CopyRules([], notices: [.apart(occasions: 4, days: 5)])
        #expect(found(3_000, packs: 51, by: stricter, seed: 3).line < 0.95)
        let laxer = CopyRules([.apart(occasions: 2, days: 1)])
        #expect(found(100_000, packs: 1, by: laxer, seed: 4).headline > 0.001)
    }

    // MARK: What was accused before and is not

    private struct Person {
        let day: Int
        let address: String
        let agent: String
    }

    private func history(_ people: [Person]) throws -> CodeHistory {
        var book = VisitorBook { Array(repeating: 7, count: 32) }
        var history = CodeHistory()
        for person in people {
            let time = 1_795_237_200 + Int64(person.day) * 86_400
            let network = NetworkPrefix(address: person.address)
            let check = Check(
                time: time, channel: .web, visitor: book.bucket(network: network, agent: person.agent, at: time))
            history.add(ScanDay(check, isNewVisitor: book.note(check, of: try code(1))))
        }
        return history
    }

    @Test func `one person who loads a page thirteen times is one check`() throws {
        let once = try history((0..<13).map { _ in Person(day: 0, address: "203.0.113.7", agent: "A") })
        #expect(once.checks == 1 && CopyRules.standard.notice(of: once) == nil)
    }

    @Test func `five colleagues behind one network stay green, without a line`() throws {
        let office = try history((0..<5).map { Person(day: 0, address: "203.0.113.7", agent: "phone \($0)") })
        #expect(office.checks == VisitorBook.mostPerNetwork)
        #expect(CopyRules.standard.suspicion(of: office) == nil && CopyRules.standard.notice(of: office) == nil)
    }

    @Test(arguments: [1, 2])
    func `a competitor who scans a shelf ten times a day from two phones for a week makes no headline`(
        networks: Int
    ) throws {
        let scans = (0..<7).flatMap { day in
            (0..<10).map { Person(day: day, address: "203.0.\($0 % networks).7", agent: "phone \($0 % 2)") }
        }
        let shelf = try history(scans)
        #expect(shelf.checks == 14)
        #expect(CopyRules.standard.suspicion(of: shelf) == nil)
        // The line says no more than what is so, and accuses nobody.
        #expect(CopyRules.standard.notice(of: shelf) != nil)
    }

    @Test func `the rules do not fall silent on a day with more codes than are watched one by one`() throws {
        var book = VisitorBook { Array(repeating: 7, count: 32) }
        let time: Int64 = 1_795_237_200
        func note(_ number: Int, _ address: String, _ agent: String) throws -> Bool {
            let bucket = book.bucket(network: NetworkPrefix(address: address), agent: agent, at: time)
            return book.note(Check(time: time, channel: .web, visitor: bucket), of: try code(UInt64(number)))
        }
        for number in 1...VisitorBook.mostCodes { #expect(try note(number, "203.0.113.7", "A")) }
        var counted = 0
        for number in 1...2_000 where try note(VisitorBook.mostCodes + number, "203.0.113.7", "A") { counted += 1 }
        #expect(counted > 1_995, "a filter may take a few new ones for known")
        let further = VisitorBook.mostCodes + 1
        #expect(try !note(further, "203.0.113.7", "A"), "nobody counts twice")
        #expect(try note(further, "203.0.113.7", "B") && note(further, "203.0.99.7", "A"))
        #expect(try !note(further, "203.0.113.7", "C"), "nor a third browser of a network")
    }
}
