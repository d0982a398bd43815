// swift-tools-version: 6.2
import PackageDescription

// One target is one room (see ARCHITECTURE.md). Arrows run only downward; `scripts/check-imports` keeps that true.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// What the rooms that crunch numbers are built with in the debug builds of `make`, which sets TEMGOC_FAST_TESTS.
///
/// The tests spend more time in them than the optimiser needs. Assertions stay, and all else is built as usual.
let optimised: [SwiftSetting] =
    Context.environment["TEMGOC_FAST_TESTS"] == "1"
    ? [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))] : []

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// The floors of the house, from the ground up; each is a folder of `Sources`, and arrows run only downward.
enum Floor: String {
    case c = "C"
    case formats = "Formats"
    case programme = "Programme"
    case registrar = "Registrar"
    case edges = "Edges"
}

/// A room: a module of Swift in `Sources/<floor>/<name>`.
///
/// - Parameter crunches: whether it is worth optimising in debug builds too.
func room(
    _ name: String, in floor: Floor, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil,
    crunches: Bool = false
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(floor.rawValue)/\(name)", resources: resources,
        swiftSettings: crunches ? strict + optimised : strict)
}

/// A C library that pkg-config finds, in `Sources/C/<name>`.
func library(_ name: String, pkgConfig: String, apt package: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// The tests of a room, in `Tests/<name>Tests`.
///
/// - Parameter crunches: whether the tests themselves are worth optimising in debug builds.
func tests(
    of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], crunches: Bool = false
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        swiftSettings: crunches ? strict + optimised : strict)
}

/// What several tests share, in `Tests/<name>`.
func testSupport(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let package = Package(
    name: "temgoc",
    products: [
        .executable(name: "temgoc", targets: ["temgoc"]),
        .library(name: "Verification", targets: ["Verification"]),
        // The rooms below it, and the keyring, for programs that stand on one of them alone: benchmarks and fuzzers.
        .library(name: "Encodings", targets: ["Encodings"]),
        .library(name: "GS1", targets: ["GS1"]),
        .library(name: "Keyring", targets: ["Keyring"]),
        .library(name: "Labels", targets: ["Labels"]),
        .library(name: "QRCode", targets: ["QRCode"]),
        .library(name: "Raster", targets: ["Raster"]),
        .library(name: "Records", targets: ["Records"]),
        .library(name: "Stamps", targets: ["Stamps"]),
        .library(name: "Time", targets: ["Time"]),
        .library(name: "TransparencyLog", targets: ["TransparencyLog"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries; each is imported by its wrapper only.

        library("CPNG", pkgConfig: "libpng", apt: "libpng-dev"),
        library("CPango", pkgConfig: "pangocairo pangoft2 harfbuzz-subset", apt: "libpango1.0-dev"),
        library("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
        library("CRSVG", pkgConfig: "librsvg-2.0", apt: "librsvg2-dev"),
        library("CTurboJPEG", pkgConfig: "libturbojpeg", apt: "libturbojpeg0-dev"),
        library("CZBar", pkgConfig: "zbar", apt: "libzbar-dev"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        .target(name: "CPNGShims", dependencies: ["CPNG"], path: "Sources/C/CPNGShims"),
        .target(name: "CCurl", path: "Sources/C/CCurl"),

        // Formats: a format, a drawing or words each; they know nothing of the programme.

        // tables in and out (RFC 4180)
        room("CSV", in: .formats),
        // picture file → texts of its QR codes
        room("CodeScanner", in: .formats, ["CTurboJPEG", "CZBar", "Raster"], crunches: true),
        // I-JSON in, RFC 8785 out; base 64, base 32, hexadecimal digits; compact JWS, Ed25519 JWK
        room("Encodings", in: .formats, crunches: true),
        // GTIN, GLN, application identifiers, Digital Link
        room("GS1", in: .formats),
        // template and values → page
        room(
            "Labels", in: .formats, ["CPango", "CRSVG", "QRCode", "Raster", "Time", "Wording", yams],
            crunches: true),
        // what a JPEG, PNG or WebP says of itself; the same picture without metadata
        room("Pictures", in: .formats, crunches: true),
        // text → square of modules; a native encoder, libqrencode as its reference
        room("QRCode", in: .formats, ["CQREncode"], crunches: true),
        // 1-bit bitmap, PNG with physical size; any PNG as grey
        room("Raster", in: .formats, ["CPNGShims", "CZlib"], crunches: true),
        // a day of the calendar, an instant in UTC
        room("Time", in: .formats),
        // Merkle tree, signed note, checkpoint, tile, proof, witness (C2SP)
        room("TransparencyLog", in: .formats, ["Encodings", crypto], crunches: true),
        // forms that browsers send (RFC 7578), percent-encoding, weighted lists (RFC 9110)
        room("WebSyntax", in: .formats),
        // sentences and numbers in two languages; every problem with its code
        room("Wording", in: .formats),

        // Programme: stamps, records, law, the answer to a scan; values and rules.

        // roles, rights, access tokens
        room("Access", in: .programme, ["Encodings", "Records", "Time", "Wording", crypto]),
        // ledger entry → public leaf; a log replayed and added up
        room(
            "Accountability", in: .programme, ["Encodings", "Law", "Records", "Stamps", "Time", "Wording", crypto]),
        // findings, cases, measures, citizens' reports; what an inspector sees of a stamp
        room(
            "Inspection", in: .programme,
            [
                "Encodings", "Law", "Pictures", "Records", "ScanHistory", "Stamps", "Time", "Verification", "Wording",
            ]),
        // the law as data with dates, and the rules: pure functions of a case
        room(
            "Law", in: .programme, ["Encodings", "GS1", "Records", "Stamps", "Time", "Wording"],
            resources: [.embedInCode("Resources")]),
        // records of the programme, print orders, ledger entries, tables
        room("Records", in: .programme, ["CSV", "Encodings", "GS1", "Stamps", "Time", "Wording"]),
        // calendar and report of the programme
        room("Reports", in: .programme, ["CSV", "Encodings", "Law", "Records", "Stamps", "Time", "Wording"]),
        // Digital Link → link, linkset or problem
        room("Resolver", in: .programme, ["Encodings", "GS1", "WebSyntax"]),
        // the checks of a code, day by day; rules that suspect a copy
        room(
            "ScanHistory", in: .programme, ["Encodings", "Records", "Stamps", "Time", "Wording", crypto], crunches: true
        ),
        // the stamp: grammar, seal, guard
        room("Stamps", in: .programme, ["Encodings", "GS1", crypto], crunches: true),
        // stamp → verdict, with a register or a trust bundle; cannot sign
        room(
            "Verification", in: .programme,
            ["Encodings", "GS1", "Law", "Records", "ScanHistory", "Stamps", "Time", "Wording"]),

        // Registrar: what may be done, by whom, in which order.

        // what may be done to a register, by whom, in which order, over any store
        room(
            "Registrar", in: .registrar,
            [
                "Access", "Accountability", "Encodings", "GS1", "Inspection", "Labels", "Law", "Pictures", "Raster",
                "Records", "Reports", "ScanHistory", "Stamps", "Time", "TransparencyLog", "Verification", "Wording",
                crypto,
            ]),

        // Edges: disk, keys, network.

        // whole files, written entirely or not at all
        room("Files", in: .edges),
        // sockets, answers, negotiation, limits, metrics, sessions, forms and the frame of pages
        room(
            "HTTPServer", in: .edges,
            [
                "Access", "Encodings", "Raster", "Records", "ScanHistory", "Stamps", "Time", "WebSyntax", "Wording",
                crypto,
                httpTypes, hummingbird, lifecycle, logging, mustache, nio,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Resources")]),
        // /inspect: the pages of who has signed in as an inspector
        room(
            "Inspectors", in: .edges,
            [
                "Access", "Encodings", "HTTPServer", "Inspection", "Labels", "ProgrammeAPI", "Records", "Registrar",
                "ScanHistory", "ScanPages", "Stamps", "Time", "Verification", "WebSyntax", "Wording", httpTypes,
                hummingbird,
            ],
            resources: [.embedInCode("Resources")]),
        // private keys at rest; signs trust bundles
        room(
            "Keyring", in: .edges,
            ["Encodings", "Files", "Stamps", "Verification", asn1, crypto, cryptoExtras], crunches: true),
        // log events as lines of names and values
        room("LogLines", in: .edges, ["Time", logging]),
        // /v1: the interface for programs
        room(
            "ProgrammeAPI", in: .edges,
            [
                "Access", "Encodings", "HTTPServer", "Inspection", "Labels", "Law", "Records", "Registrar",
                "Stamps", "Time", "WebSyntax", "Wording", httpTypes, hummingbird, nio,
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.embedInCode("Resources")]),
        // what who scans sees: verdicts, products, links, the log's files, citizens' reports; a witness
        room(
            "ScanPages", in: .edges,
            [
                "Encodings", "GS1", "HTTPServer", "Inspection", "Pictures", "Records", "Registrar", "Resolver",
                "ScanHistory", "Stamps", "Time", "TransparencyLog", "Verification", "WebSyntax", "Wording", crypto,
                httpTypes, hummingbird, logging, nio,
            ],
            resources: [.embedInCode("Resources")]),
        // register, ledger and log in SQLite
        room(
            "Store", in: .edges,
            [
                "Access", "Encodings", "Files", "GS1", "Inspection", "Law", "Records", "Registrar", "ScanHistory",
                "Stamps", "Time", "TransparencyLog", "Verification", "Wording", grdb, sqlite,
            ]),
        // fetches and posts over HTTP, within limits of size and time
        room("WebClient", in: .edges, ["CCurl"]),

        // the command, one file a subcommand
        .executableTarget(
            name: "temgoc",
            dependencies: [
                "Access", "Accountability", "CSV", "CodeScanner", "Encodings", "Files", "GS1", "HTTPServer",
                "Inspection", "Inspectors", "Keyring", "Labels", "Law", "LogLines", "Pictures", "ProgrammeAPI",
                "QRCode", "Raster", "Records", "Registrar", "Reports", "ScanHistory", "ScanPages", "Stamps", "Store",
                "Time", "TransparencyLog", "Verification", "WebClient",
                "Wording", argumentParser, crypto, logging,
            ],
            swiftSettings: strict),

        // Programs of others that read what temgoc writes; numbers by chance that are the same in every run; the sample
        // programme, changed here and there.
        testSupport(
            "MemoryRegister",
            [
                "Access", "Encodings", "Inspection", "Law", "Records", "Registrar", "Stamps", "TransparencyLog",
                "Wording",
            ]),
        testSupport("Oracles"),
        testSupport("ProgrammeSamples", ["Encodings", "Law", "Records", "Time", "Wording"]),
        testSupport(
            "RegisterFixtures",
            [
                "Access", "Encodings", "MemoryRegister", "ProgrammeSamples", "Records", "Registrar", "Stamps", "Store",
                "Time", "TransparencyLog", "Wording",
            ]),
        testSupport("SeededRandom"),

        tests(of: "CSV", ["Oracles", "SeededRandom"]),
        tests(of: "CodeScanner", ["Oracles", "QRCode", "Raster", "SeededRandom"]),
        tests(of: "Encodings"),
        tests(of: "GS1", ["SeededRandom"]),
        tests(of: "Labels", ["Oracles", "QRCode", "Raster", "Time", "Wording"]),
        tests(of: "Pictures", ["Oracles", "SeededRandom"]),
        tests(of: "QRCode", ["Oracles"], crunches: true),
        tests(of: "Raster", ["Oracles"]),
        tests(of: "Time"),
        tests(
            of: "TransparencyLog", ["Encodings", "Oracles", "SeededRandom", crypto], exclude: ["independent_reader.py"]),
        tests(of: "WebSyntax", ["SeededRandom"]),
        tests(of: "Wording"),

        tests(of: "Access", ["Encodings", "Records", "Time", "Wording"]),
        tests(of: "Accountability", ["Encodings", "Records", "Wording"]),
        tests(of: "Inspection", ["Encodings", "Records", "ScanHistory", "Time", "Wording"]),
        tests(of: "Law", ["Encodings", "ProgrammeSamples", "Records", "Stamps", "Time", "Wording"]),
        tests(
            of: "Records",
            ["Encodings", "GS1", "ProgrammeSamples", "Stamps", "Wording"]),
        tests(
            of: "Reports",
            ["CSV", "Encodings", "Law", "Oracles", "ProgrammeSamples", "Records", "Stamps", "Time", "Wording"]),
        tests(of: "Resolver", ["Encodings", "GS1"]),
        tests(of: "ScanHistory", ["Encodings", "SeededRandom", "Stamps", "Time", "Wording"]),
        tests(of: "Stamps", ["GS1", "SeededRandom", crypto]),
        tests(
            of: "Verification",
            ["Encodings", "GS1", "Oracles", "Records", "ScanHistory", "Stamps", "Time", "Wording"],
            exclude: ["Vectors"]),

        tests(
            of: "Registrar",
            [
                "Access", "Accountability", "Encodings", "GS1", "Inspection", "Labels", "Law", "ProgrammeSamples",
                "Records",
                "MemoryRegister", "RegisterFixtures", "Reports", "SeededRandom",
                "Stamps", "Time", "TransparencyLog", "Verification", "Wording",
            ]),

        tests(of: "Files"),
        tests(of: "WebClient"),
        tests(of: "Oracles"),
        tests(
            of: "HTTPServer",
            [
                "Raster", "ScanHistory", "Wording", httpTypes, nio, .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        tests(
            of: "Keyring",
            ["Encodings", "Files", "Oracles", "SeededRandom", "Stamps", asn1]),
        tests(of: "LogLines", [logging]),
        tests(
            of: "Store",
            [
                "Access", "Encodings", "ProgrammeSamples", "Records", "RegisterFixtures", "Registrar", "ScanHistory",
                "Stamps", "Time", "TransparencyLog", "Verification", "Wording", grdb, sqlite,
            ],
            exclude: ["Fixtures"]),

        // The parts of the site behind one responder, without a socket or with one.
        .testTarget(
            name: "SiteTests",
            dependencies: [
                "Access", "Encodings", "GS1", "HTTPServer", "Inspection", "Inspectors", "Labels", "Law",
                "MemoryRegister", "Oracles", "ProgrammeAPI", "ProgrammeSamples", "Records", "Registrar",
                "ScanHistory", "ScanPages", "Stamps", "Time", "TransparencyLog", "Verification", "WebSyntax",
                "Wording", crypto, httpTypes, hummingbird, lifecycle, logging, nio,
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Encodings", "Keyring", "Oracles", "Records", "Stamps", "Verification", "Wording", "temgoc",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
