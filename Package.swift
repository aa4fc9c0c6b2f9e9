// swift-tools-version: 6.2
import PackageDescription

/// Continuous integration sets `CI`; there every warning is an error.
let strict: [SwiftSetting] =
  Context.environment["CI"] == nil
  ? []
  : [.treatAllWarnings(as: .error)]

/// One library target of ours: its folder is `Sources/<name>`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The test target that mirrors a module: its folder is `Tests/<name>`.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: strict)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "optsolve",
  products: [
    .executable(name: "optsolve", targets: ["optsolve"]),
    .library(name: "OptSolve", targets: ["OptSolve"]),
    .library(name: "OptCore", targets: ["OptCore"]),
    .library(name: "Modeling", targets: ["Modeling"]),
    .library(name: "EngineGLPK", targets: ["EngineGLPK"]),
    .library(name: "EngineCBC", targets: ["EngineCBC"]),
    .library(name: "EngineCP", targets: ["EngineCP"]),
    .library(name: "Metaheuristics", targets: ["Metaheuristics"]),
    .library(name: "SingleMachine", targets: ["SingleMachine"]),
    .library(name: "FlexibleJobShop", targets: ["FlexibleJobShop"]),
    .library(name: "LoopPipelining", targets: ["LoopPipelining"]),
    .library(name: "MemoryMapping", targets: ["MemoryMapping"]),
    .library(name: "Drawing", targets: ["Drawing"]),
    .library(name: "Experiments", targets: ["Experiments"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
    .systemLibrary(name: "CCBC", providers: [.apt(["coinor-libcbc-dev"])]),
    .target(
      name: "EngineShims", dependencies: ["CGLPK", "CCBC"],
      linkerSettings: [
        "CbcSolver", "Cbc", "Cgl", "OsiClp", "Clp", "Osi", "CoinUtils", "glpk",
      ].map { .linkedLibrary($0) }),
    .target(name: "ProcessShims"),
    module("OptCore", ["ProcessShims"]),
    module("Drawing"),
    module("Modeling", ["OptCore"]),
    module("EngineKit", ["Modeling", "OptCore", "EngineShims"]),
    module("EngineGLPK", ["Modeling", "OptCore", "EngineKit"]),
    module("EngineCBC", ["Modeling", "OptCore", "EngineKit"]),
    module("EngineCP", ["Modeling", "OptCore"]),
    module("Metaheuristics", ["OptCore"]),
    module("SingleMachine", ["OptCore", "Modeling", "Metaheuristics", "Drawing"]),
    module("FlexibleJobShop", ["OptCore", "Modeling", "Metaheuristics", "Drawing", "EngineCP"]),
    module("LoopPipelining", ["OptCore", "Modeling", "Metaheuristics", "Drawing", "EngineCP"]),
    module("MemoryMapping", ["OptCore", "Modeling", "Metaheuristics", "Drawing", "EngineCP"]),
    module(
      "Experiments",
      [
        "OptCore", "Drawing", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Yams", package: "Yams"),
      ]),
    module(
      "OptSolve",
      [
        "OptCore", "Modeling", "EngineGLPK", "EngineCBC", "EngineCP", "Metaheuristics",
        "SingleMachine", "FlexibleJobShop", "LoopPipelining", "MemoryMapping", "Drawing",
        "Experiments",
      ]),
    module(
      "OptsolveCommand",
      [
        "OptCore", "Modeling", "EngineGLPK", "EngineCBC", "EngineCP", "Metaheuristics",
        "SingleMachine", "FlexibleJobShop", "LoopPipelining", "MemoryMapping", "Drawing",
        "Experiments", arguments,
      ]),
    .executableTarget(name: "optsolve", dependencies: ["OptsolveCommand"], swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["OptCore", "Modeling"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "ProofChecker", dependencies: ["OptCore", "Modeling"], path: "Tests/ProofChecker",
      swiftSettings: strict),
    .executableTarget(
      name: "worker-fixture", dependencies: ["TestSupport", "Modeling"],
      path: "Tests/WorkerFixture", swiftSettings: strict),
    .executableTarget(
      name: "store-benchmark", dependencies: ["Experiments", "OptCore"],
      path: "Benchmarks/experiments/store", swiftSettings: strict),
    .target(
      name: "JobShopModel", dependencies: ["Modeling", "OptCore"], path: "Benchmarks/jobshop/Model",
      swiftSettings: strict),
    .executableTarget(
      name: "jobshop-benchmark", dependencies: ["EngineCP", "JobShopModel", "Modeling", "OptCore"],
      path: "Benchmarks/jobshop", exclude: ["compare.py", "Model"], swiftSettings: strict),
    .executableTarget(
      name: "store-fixture", dependencies: ["Experiments", "OptCore"], path: "Tests/StoreFixture",
      swiftSettings: strict),
    .executableTarget(
      name: "run-fixture", dependencies: ["Experiments", "OptCore"], path: "Tests/RunFixture",
      swiftSettings: strict),
    tests("OptCoreTests", ["OptCore"]),
    tests("ArchitectureTests", []),
    tests("DrawingTests", ["Drawing"], exclude: ["Golden"]),
    tests(
      "ModelingTests", ["Modeling", "OptCore", "worker-fixture"],
      exclude: ["Files/Golden", "Broken"]),
    tests(
      "EngineConformanceTests",
      ["EngineGLPK", "EngineCBC", "EngineCP", "EngineShims", "Modeling", "OptCore"]),
    tests("EngineCPTests", ["EngineCP", "JobShopModel", "Modeling", "OptCore", "ProofChecker"]),
    tests("MetaheuristicsTests", ["Metaheuristics", "OptCore"]),
    tests(
      "SingleMachineTests",
      [
        "SingleMachine", "Modeling", "OptCore", "Metaheuristics", "EngineGLPK", "EngineCBC",
        "EngineCP",
      ],
      exclude: ["Broken", "Export/Golden"]),
    tests(
      "FlexibleJobShopTests",
      [
        "FlexibleJobShop", "Modeling", "OptCore", "Metaheuristics", "EngineGLPK", "EngineCBC",
        "EngineCP",
      ],
      exclude: ["Broken", "Export/Golden"]),
    tests(
      "LoopPipeliningTests",
      ["LoopPipelining", "Modeling", "OptCore", "EngineGLPK", "EngineCBC", "EngineCP"],
      exclude: ["Broken"]),
    tests(
      "MemoryMappingTests",
      ["MemoryMapping", "Modeling", "OptCore", "EngineGLPK", "EngineCBC", "EngineCP"],
      exclude: ["Broken"]),
    tests(
      "ExperimentsTests",
      [
        "Experiments", "OptCore", "Modeling", "SingleMachine", "MemoryMapping", "store-fixture",
        "run-fixture",
      ],
      exclude: ["Golden", "Report/Golden", "Report/Page/Golden", "Study/Broken"]),
    tests(
      "OptsolveCommandTests",
      ["OptsolveCommand", "OptCore", "Modeling", "SingleMachine", "Experiments"]),
    tests("EndToEndTests", ["OptCore", "optsolve"]),
  ],
  cxxLanguageStandard: .cxx17
)
