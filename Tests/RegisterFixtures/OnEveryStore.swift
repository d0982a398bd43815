import FoundationEssentials
package import MemoryRegister
package import Registrar
import Store
package import Testing

/// A store behind the registrar's seam.
///
/// What the tests prove, they prove of each; another one is a case here and what makes it.
package enum StoreKind: String, Sendable, CaseIterable {
    case memory
    case sqlite

    /// The store that the running test is about.
    @TaskLocal package static var current = StoreKind.sqlite

    /// An empty register of this kind.
    ///
    /// - Parameter path: where its file lies, of one that has a file.
    package func emptyStore(path: String) async throws -> any RegisterStore {
        switch self {
        case .memory: MemoryRegister()
        case .sqlite: try await RegisterFile.create(path: path)
        }
    }

    /// A register that copies are made of.
    package enum Template: Sendable {
        case memory(MemoryRegister)
        case file([UInt8])

        /// - Parameter store: is used no more after this.
        init(_ store: any RegisterStore, path: String) async throws {
            if let memory = store as? MemoryRegister {
                self = .memory(memory)
            } else {
                try await RegisterFile.close(store)
                self = .file(Array(try Data(contentsOf: URL(filePath: path))))
            }
        }

        /// - Parameter path: where the copy's file is to lie, of one that has a file.
        func copy(path: String) async throws -> any RegisterStore {
            switch self {
            case .memory(let register): return MemoryRegister(copying: register)
            case .file(let bytes):
                try Data(bytes).write(to: URL(filePath: path))
                return try await RegisterFile.open(path: path)
            }
        }
    }
}

/// Runs each test of a suite once on every store; an issue says on which it was.
package struct OnEveryStore: SuiteTrait, TestTrait, TestScoping {
    package let isRecursive = true

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        for kind in StoreKind.allCases {
            let naming = IssueHandlingTrait.compactMapIssues { issue in
                var issue = issue
                issue.comments.append("on the store \(kind.rawValue)")
                return issue
            }
            try await naming.provideScope(for: test, testCase: testCase) {
                await StoreKind.$current.withValue(kind) {
                    do {
                        try await function()
                    } catch  where !(error is ExpectationFailedError) {
                        Issue.record(error)
                    } catch {}
                }
            }
        }
    }
}

extension Trait where Self == OnEveryStore {
    /// Runs each test once on every store.
    package static var onEveryStore: Self { OnEveryStore() }
}
