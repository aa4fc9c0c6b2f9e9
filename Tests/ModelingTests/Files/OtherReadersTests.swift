import Foundation
import Modeling
import OptCore
import Testing

/// Runs the solvers that are installed on files we wrote, and reads the optimum they report.
enum OtherReader: String, CaseIterable {
  case glpk, cbc, highs

  /// The installed ones; HiGHS is looked for as a Python package.
  static let installed = OtherReader.allCases.filter { reader in
    switch reader {
    case .glpk: run("glpsol", ["--version"]) != nil
    case .cbc: run("cbc", ["-quit"]) != nil
    case .highs: run("python3", ["-c", "import highspy"]) != nil
    }
  }

  /// The optimum of each file; nil where the reader finds none.
  func optima(_ files: [String]) -> [Double?] {
    switch self {
    case .glpk: files.map(OtherReader.glpk)
    case .cbc: files.map(OtherReader.cbc)
    case .highs: OtherReader.highs(files)
    }
  }

  private static func glpk(_ file: String) -> Double? {
    let form = file.hasSuffix(".lp") ? "--lp" : "--freemps"
    // GLPK 5.0's own MIP preprocessor calls some infeasible models optimal; its solution report says so.
    guard run("glpsol", ["--nointopt", form, file, "-o", file + ".glpk"]) != nil,
      let text = try? String(contentsOfFile: file + ".glpk", encoding: .utf8)
    else { return nil }
    let lines = text.split(separator: "\n")
    guard lines.contains(where: { $0.hasPrefix("Status:") && $0.hasSuffix("OPTIMAL") }) else {
      return nil
    }
    let words = lines.first { $0.hasPrefix("Objective:") }?.split(separator: " ") ?? []
    return words.firstIndex(of: "=").flatMap { Double(words[$0 + 1]) }
  }

  private static func cbc(_ file: String) -> Double? {
    guard run("cbc", [file, "solve", "solution", file + ".cbc", "quit"]) != nil,
      let text = try? String(contentsOfFile: file + ".cbc", encoding: .utf8),
      text.hasPrefix("Optimal"), let line = text.split(separator: "\n").first
    else { return nil }
    return line.split(separator: " ").last.flatMap { Double($0) }
  }

  private static func highs(_ files: [String]) -> [Double?] {
    let script = """
      import sys, highspy
      for name in sys.argv[1:]:
          h = highspy.Highs()
          h.setOptionValue("output_flag", False)
          h.readModel(name)
          h.run()
          found = h.getModelStatus() == highspy.HighsModelStatus.kOptimal
          print("optimum", h.getInfo().objective_function_value if found else "none")
      """
    // HiGHS 1.16 prints a banner although it is told to be silent, so answers are told apart by their first word.
    let answers = (run("python3", ["-c", script] + files) ?? "").split(separator: "\n")
      .filter { $0.hasPrefix("optimum ") }
    return files.indices.map { $0 < answers.count ? Double(answers[$0].dropFirst(8)) : nil }
  }

  /// Standard output of a program that ends with code 0.
  private static func run(_ program: String, _ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}

@Suite("Files in the hands of other readers")
struct OtherReadersTests {
  /// With y = drift and z: maximise 6a + 7b - y + z/2 - 12. The balance gives y = 1e-7 - 2.5 - z, so the objective is
  /// 6a + 7b + 1.5z - 9.5; the range |a - y/8| <= 1 allows a = b = 1 and all z with -1 <= 1 + (z + 2.5)/8 <= 1, that is
  /// z <= -3 (z = -2 gives 1.06); then 13 - 4.5 - 9.5 = -1. With a = 0, b = 1: (z + 2.5)/8 <= 1 gives z = 5
  /// and 7 + 7.5 - 9.5 = 5. The last row, 2z - 1e6 y >= -2.75, holds in both. Each up to the 1e-7.
  private let showcaseOptimum = 5 - 1e-7

  @Test(
    "continuous integration has the readers that Debian has",
    .enabled(if: ProcessInfo.processInfo.environment["CI"] != nil),
    arguments: [(OtherReader.glpk, "glpk-utils"), (OtherReader.cbc, "coinor-cbc")])
  func present(reader: OtherReader, package: String) {
    #expect(OtherReader.installed.contains(reader), "missing; .ci/install \(package)")
  }

  @Test(
    "Other readers find the enumerated optimum in the files we write",
    .enabled(if: !OtherReader.installed.isEmpty), arguments: OtherReader.installed)
  func optima(reader: OtherReader) throws {
    let folder = NSTemporaryDirectory() + "optsolve-\(reader.rawValue)-\(getpid())"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var random = RandomStream(seed: 3)
    var files: [String] = []
    var expected: [Double?] = []
    for index in 0..<40 {
      let model = index == 0 ? ModelFileTests.showcase : RandomModels.enumerable(&random)
      let optimum = index == 0 ? showcaseOptimum : RandomModels.optimum(model)
      try model.lpText().write(toFile: "\(folder)/\(index).lp", atomically: true, encoding: .utf8)
      try model.mpsText().write(
        toFile: "\(folder)/\(index).mps", atomically: true, encoding: .utf8)
      files += ["\(folder)/\(index).lp", "\(folder)/\(index).mps"]
      expected += [optimum, model.sense == .maximize ? optimum.map { -$0 } : optimum]
    }
    let found = reader.optima(files)
    for (index, file) in files.enumerated() {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      switch (found[index], expected[index]) {
      case (let value?, let optimum?): #expect(abs(value - optimum) < 1e-6, "\(text)")
      case (nil, nil): break
      default:
        Issue.record("found \(found[index] as Any), expected \(expected[index] as Any):\n\(text)")
      }
    }
    #expect(expected.filter { $0 != nil }.count > 25)
  }
}
