// swift-tools-version: 6.2
import PackageDescription

// Built with -sanitize=fuzzer only: `make fuzz`.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "temgoc-fuzz",
    dependencies: [.package(name: "temgoc", path: "..")],
    targets: [
        .systemLibrary(name: "CLibFuzzer"),
        .executableTarget(
            name: "fuzz-arrived-stamp",
            dependencies: [
                "CLibFuzzer", .product(name: "GS1", package: "temgoc"), .product(name: "Stamps", package: "temgoc"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "fuzz-private-key", dependencies: ["CLibFuzzer", .product(name: "Keyring", package: "temgoc")],
            swiftSettings: settings),
        .executableTarget(
            name: "fuzz-stamp",
            dependencies: [
                "CLibFuzzer", .product(name: "GS1", package: "temgoc"), .product(name: "Stamps", package: "temgoc"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "fuzz-trust-bundle",
            dependencies: [
                "CLibFuzzer", .product(name: "Encodings", package: "temgoc"),
                .product(name: "GS1", package: "temgoc"), .product(name: "Stamps", package: "temgoc"),
                .product(name: "Verification", package: "temgoc"),
            ],
            swiftSettings: settings),
    ]
)
