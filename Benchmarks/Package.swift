// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "temgoc-benchmarks",
    dependencies: [
        .package(name: "temgoc", path: ".."),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    ],
    targets: [
        .target(name: "Contest", swiftSettings: settings),
        .executableTarget(
            name: "label-bench",
            dependencies: [
                "Contest",
                .product(name: "Labels", package: "temgoc"),
                .product(name: "QRCode", package: "temgoc"),
                .product(name: "Raster", package: "temgoc"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "stamp-bench",
            dependencies: [
                "Contest",
                .product(name: "Encodings", package: "temgoc"),
                .product(name: "GS1", package: "temgoc"),
                .product(name: "Records", package: "temgoc"),
                .product(name: "Stamps", package: "temgoc"),
                .product(name: "Time", package: "temgoc"),
                .product(name: "Verification", package: "temgoc"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "log-bench",
            dependencies: [
                .product(name: "TransparencyLog", package: "temgoc"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "serve-peers",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),
    ]
)
