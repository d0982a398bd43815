import ScanHistory
import Testing
@testable import HTTPServer

@Suite struct UploadGateTests {
    private static let began = ContinuousClock.now

    private func network(_ number: UInt32) -> UploadGate.Sender { .network(NetworkPrefix(ipv4: number << 8)) }

    @Test func `uploads that hold little keep nobody out, however many they are`() async throws {
        let gate = UploadGate(bytes: 100, share: 50)
        func hold(_ left: Int) async throws {
            if left == 0 {
                try await gate.pass(network(7)) { try $0.grow(by: 50) }
            } else {
                try await gate.pass(network(9)) { place in
                    try place.grow(by: 1)
                    try await hold(left - 1)
                }
            }
        }
        try await hold(20)
    }

    @Test func `no sender takes more than its share, and a share comes back`() async throws {
        let gate = UploadGate(bytes: 100, share: 50)
        try await gate.pass(network(1)) { first in
            try first.grow(by: 40)
            await #expect(throws: Failure.self) { try await gate.pass(network(1)) { try $0.grow(by: 11) } }
            try await gate.pass(network(2)) { try $0.grow(by: 11) }
        }
        try await gate.pass(network(1)) { try $0.grow(by: 50) }
    }

    @Test func `where room is short the slowest gives way`() async throws {
        let gate = UploadGate(bytes: 100, share: 100)
        try await gate.pass(network(1), at: Self.began - .seconds(60)) { slow in
            try slow.grow(by: 90)
            try await gate.pass(network(2), at: Self.began - .seconds(1)) { quick in
                try quick.grow(by: 50)
                #expect(throws: Failure.self) { try slow.grow(by: 1) }
            }
        }
    }

    @Test func `who is slow makes nobody give way, nor does what has come whole`() async throws {
        let gate = UploadGate(bytes: 100, share: 100)
        try await gate.pass(network(1), at: Self.began - .seconds(1)) { quick in
            try quick.grow(by: 90)
            try await gate.pass(network(2), at: Self.began - .seconds(60)) { slow in
                #expect(throws: Failure.self) { try slow.grow(by: 50) }
            }
            quick.close()
            try await gate.pass(nil) { last in #expect(throws: Failure.self) { try last.grow(by: 50) } }
        }
    }
}
