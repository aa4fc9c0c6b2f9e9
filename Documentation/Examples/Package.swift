// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Examples",
  dependencies: [.package(name: "optsolve", path: "../..")],
  targets: [
    .executableTarget(
      name: "Examples", dependencies: [.product(name: "OptSolve", package: "optsolve")])
  ]
)
