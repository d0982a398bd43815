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

/// A module of Swift, in `Sources/<name>`.
///
/// - Parameter crunches: whether it is worth optimising in debug builds too.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil, crunches: Bool = false
) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: resources,
        swiftSettings: crunches ? strict + optimised : strict)
}

/// The tests of a module, in `Tests/<name>Tests`.
///
/// - Parameter crunches: whether the tests themselves are worth optimising in debug builds.
func tests(
    of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], crunches: Bool = false
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        swiftSettings: crunches ? strict + optimised : strict)
}

let package = Package(
    name: "temgoc",
    products: [
        .executable(name: "temgoc", targets: ["temgoc"]),
        .library(name: "Verification", targets: ["Verification"]),
        // The rooms below it, and the keyring, for programs that stand on one of them alone: benchmarks and fuzzers.
        .library(name: "CanonicalJSON", targets: ["CanonicalJSON"]),
        .library(name: "CivilTime", targets: ["CivilTime"]),
        .library(name: "GS1", targets: ["GS1"]),
        .library(name: "JOSE", targets: ["JOSE"]),
        .library(name: "Keyring", targets: ["Keyring"]),
        .library(name: "Labels", targets: ["Labels"]),
        .library(name: "QRCode", targets: ["QRCode"]),
        .library(name: "Raster", targets: ["Raster"]),
        .library(name: "Stamps", targets: ["Stamps"]),
        .library(name: "Traceability", targets: ["Traceability"]),
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
        // C libraries, found by pkg-config; each is imported by its wrapper only.
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(
            name: "CPango", pkgConfig: "pangocairo pangoft2 harfbuzz-subset", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CRSVG", pkgConfig: "librsvg-2.0", providers: [.apt(["librsvg2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
        .target(name: "CPNGShims", dependencies: ["CPNG"]),
        .target(name: "CCurl"),

        // Leaves: a format or a drawing each; they know nothing of the programme.
        room("CivilTime"),
        room("CanonicalJSON", crunches: true),
        room("CanonicalEncodings", crunches: true),
        room("JOSE", ["CanonicalEncodings", "CanonicalJSON"]),
        room("QRCode", ["CQREncode"], crunches: true),
        room("Raster", ["CPNGShims", "CZlib"], crunches: true),
        room("CodeScanner", ["CTurboJPEG", "CZBar", "Raster"], crunches: true),
        room("GS1"),
        room("CSV"),
        room("FormData"),
        room("LogLines", [logging]),
        room("Pictures", crunches: true),
        room("Stamps", ["CanonicalEncodings", "GS1", crypto], crunches: true),
        room("TransparencyLog", ["CanonicalEncodings", crypto], crunches: true),

        // Core: the programme, the right to print, the answer to a scan.
        room(
            "Traceability", ["CSV", "CanonicalJSON", "CivilTime", "GS1", "Stamps"],
            resources: [.embedInCode("Resources")]),
        room("Resolver", ["CanonicalJSON", "GS1"]),
        room("Labels", ["CivilTime", "QRCode", "Raster", "CPango", "CRSVG", yams], crunches: true),
        room("Issuance", ["CivilTime", "Traceability", "Stamps", logging]),
        room("ScanHistory", ["CanonicalJSON", "CivilTime", "Stamps", "Traceability", crypto], crunches: true),
        room("Verification", ["CanonicalJSON", "CivilTime", "GS1", "JOSE", "ScanHistory", "Traceability", "Stamps"]),

        room(
            "Inspection",
            ["CanonicalJSON", "CivilTime", "Pictures", "ScanHistory", "Stamps", "Traceability", "Verification"]),
        room("Access", ["CanonicalJSON", "CivilTime", "Traceability", crypto]),
        room("Accountability", ["CanonicalJSON", "CivilTime", "Stamps", "Traceability", "TransparencyLog", crypto]),

        // Edges: disk, keys, network.
        room("Files"),
        room("WebClient", ["CCurl"]),
        room(
            "Keyring",
            [
                "CanonicalJSON", "Files", "JOSE", "Stamps", "Traceability", "Verification", crypto, cryptoExtras, asn1,
            ], crunches: true),
        room(
            "Store",
            [
                "Access", "Accountability", "CanonicalJSON", "CivilTime", "GS1", "Inspection", "ScanHistory",
                "Traceability",
                "TransparencyLog", "Stamps", "Issuance", "Verification", grdb, sqlite,
            ]),
        room(
            "Service",
            [
                "Access", "CanonicalJSON", "CivilTime", "FormData", "GS1", "Inspection", "Pictures", "Resolver",
                "ScanHistory", "Stamps", "Traceability", "TransparencyLog", "Verification",
                hummingbird, mustache, logging,
                lifecycle, nio,
                httpTypes, crypto,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Resources")]),
        .executableTarget(
            name: "temgoc",
            dependencies: [
                "Access", "Accountability", "CSV", "CanonicalJSON", "CivilTime", "CodeScanner", "Files", "GS1",
                "Inspection", "Issuance", "JOSE", "Keyring", "Labels", "LogLines", "Pictures", "QRCode", "Raster",
                "ScanHistory",
                "Service", "Stamps",
                "Store", "Traceability", "TransparencyLog", "Verification", "WebClient", argumentParser, crypto,
                lifecycle, logging,
            ],
            swiftSettings: strict),

        // Programs of others that read what temgoc writes, for the tests.
        .target(name: "ForeignReaders", path: "Tests/ForeignReaders", swiftSettings: strict),

        // Numbers by chance that are the same in every run.
        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),

        tests(of: "CanonicalEncodings"),
        tests(of: "CanonicalJSON"),
        tests(of: "CivilTime"),
        tests(of: "JOSE", ["CanonicalEncodings", "CanonicalJSON"]),
        tests(of: "QRCode", ["ForeignReaders"], crunches: true),
        tests(of: "Raster", ["ForeignReaders"]),
        tests(of: "CodeScanner", ["ForeignReaders", "QRCode", "Raster", "SeededRandom"]),
        tests(of: "GS1", ["SeededRandom"]),
        tests(of: "CSV", ["ForeignReaders", "SeededRandom"]),
        tests(of: "LogLines", [logging]),
        tests(of: "FormData", ["SeededRandom"]),
        tests(of: "Pictures", ["ForeignReaders", "SeededRandom"]),
        tests(of: "Resolver", ["CanonicalJSON", "GS1"]),
        tests(of: "Stamps", ["GS1", "SeededRandom", crypto]),
        tests(
            of: "TransparencyLog", ["CanonicalEncodings", "ForeignReaders", "SeededRandom", crypto],
            exclude: ["independent_reader.py"]),
        tests(of: "Accountability", ["CanonicalJSON", "Traceability"]),
        tests(of: "ScanHistory", ["CanonicalJSON", "CivilTime", "SeededRandom", "Stamps", "Traceability"]),
        tests(of: "Access", ["CanonicalJSON", "CivilTime", "Traceability"]),
        tests(of: "Traceability", ["CSV", "CanonicalJSON", "CivilTime", "ForeignReaders", "GS1", "Stamps"]),
        tests(of: "Inspection", ["CanonicalJSON", "CivilTime", "ScanHistory", "Traceability"]),
        tests(of: "Labels", ["CivilTime", "ForeignReaders", "QRCode", "Raster"]),
        tests(of: "Issuance", ["CanonicalJSON", "CivilTime", "GS1", "Stamps", "Traceability", logging]),
        tests(
            of: "Verification",
            [
                "CanonicalEncodings", "CanonicalJSON", "CivilTime", "ForeignReaders", "GS1", "JOSE", "ScanHistory",
                "Stamps", "Traceability",
            ],
            exclude: ["Vectors"]),
        tests(of: "Files"),
        tests(of: "WebClient"),
        tests(of: "ForeignReaders"),
        tests(
            of: "Keyring",
            [
                "CanonicalJSON", "Files", "ForeignReaders", "JOSE", "SeededRandom", "Stamps", "Traceability",
                "Verification", crypto, asn1,
            ]),
        tests(
            of: "Store",
            [
                "Access", "Accountability", "CanonicalJSON", "CivilTime", "GS1", "Inspection", "Issuance",
                "ScanHistory", "Stamps", "Traceability", "TransparencyLog", "Verification", grdb, logging,
            ]),
        tests(
            of: "Service",
            [
                "Access", "CanonicalJSON", "CivilTime", "ForeignReaders", "GS1", "Inspection", "ScanHistory",
                "Stamps", "Traceability", "Verification", hummingbird,
                logging, lifecycle, nio,
                httpTypes, crypto,
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "temgoc", "CanonicalJSON", "ForeignReaders", "JOSE", "Keyring", "Stamps", "Traceability",
                "Verification",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
