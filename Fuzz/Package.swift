// swift-tools-version: 6.2
import PackageDescription

// libFuzzer programs, built with its own main function (see README.md).

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
        .executableTarget(
            name: "fuzz-private-key", dependencies: [.product(name: "Keyring", package: "temgoc")],
            swiftSettings: settings),
        .executableTarget(
            name: "fuzz-stamp",
            dependencies: [
                .product(name: "GS1", package: "temgoc"), .product(name: "Stamps", package: "temgoc"),
            ],
            swiftSettings: settings),
    ]
)
