import Foundation
import OptCore
import OptsolveCommand
import TestSupport
import Testing

@Suite("bench as a library")
struct BenchCommandTests {
  static let instances = SharedData.packageRoot + "/Instances/smtt/"

  @Test("the standard study of the shipped instances can be planned and is bounded")
  func standardStudy() throws {
    let console = RecordedConsole()
    #expect(
      console.run("bench", Self.instances + "study.yaml", "--dry-run", "-j", "2") == 0,
      "\(console.errors)")
    #expect(console.output.contains("smtt-standard"))
    #expect(!console.output.contains("unbounded"))
    #expect(!console.output.contains("refused"))
    for method in [
      "edd", "mddc", "ils", "dynasearch", "exact", "auto", "mip@cbc", "mip@glpk",
    ] {
      #expect(console.output.contains("smtt    \(method) "), "\(method)")
    }
  }

  @Test("the command form plans what the same study file plans")
  func sameStudy() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/optsolve-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try """
    time-limit: 1m
    seeds: 1..3
    families:
      smtt:
        instances: \(Self.instances)n20*.txt
        methods: [edd, mip/f2@cbc, "mip:cuts=false,fixings=false"]
    """.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
    func runs(_ arguments: [String]) -> [Substring] {
      let console = RecordedConsole()
      #expect(console.run(["bench"] + arguments + ["--dry-run", "-v"]) == 0, "\(console.errors)")
      return console.output.split(separator: "\n").filter { $0.hasPrefix("to do ") }
    }
    let file = runs([folder + "/s.yaml"])
    let command = runs([
      Self.instances + "n20*.txt", "--methods", "edd,mip/f2@cbc,mip:cuts=false,fixings=false", "-t",
      "60", "--seeds", "1..3",
    ])
    // 7 of 20 jobs, 3 of 200.
    #expect(file.count == 10 * 3 * 3)
    #expect(file == command)
  }

  @Test("help names options and examples")
  func help() {
    for arguments in [["bench", "--help"], ["bench", "run", "--help"]] {
      let console = RecordedConsole()
      #expect(console.run(arguments) == 0)
      #expect(console.output.contains("Examples:"))
      #expect(console.output.contains("--dry-run"))
    }
  }
}
