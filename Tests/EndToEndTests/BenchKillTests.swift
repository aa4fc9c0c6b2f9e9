import Foundation
import Glibc
import OptCore
import Testing

@Suite("bench survives being killed", .serialized)
struct BenchKillTests {
  /// Reproducible runs: dispatch rules, and searches limited by work alone.
  private static let study = """
    name: killed
    families:
      smtt:
        instances: "*.txt"
        methods:
          - edd
          - mdd
          - spt
          - {method: ils, work-limit: 300, seeds: 1..3}
          - {method: dynasearch, work-limit: 100, seeds: 1..2}
    """

  private static func prepare(_ folder: URL) throws {
    try study.write(
      to: folder.appendingPathComponent("study.yaml"), atomically: true, encoding: .utf8)
    let shipped = BuiltBinary.package.appendingPathComponent("Instances/smtt")
    for name in try FileManager.default.contentsOfDirectory(atPath: shipped.path)
    where name.hasPrefix("n5_") || name.hasPrefix("n20_") || name.hasPrefix("n50_") {
      try FileManager.default.copyItem(
        at: shipped.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
  }

  /// What a reproducible study must give each time, as a table.
  private static func table(_ store: String, _ folder: URL) throws -> String {
    let run = try BuiltBinary.run(
      ["bench", "export", store, "-o", "-", "--columns", "deterministic"], in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  /// Living processes that work in a folder.
  private static func processes(in folder: URL) throws -> [pid_t] {
    let real = folder.resolvingSymlinksInPath().path
    return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
      .filter { id in
        let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/cwd")
        return place == real
      }
  }

  /// Waits until nobody works in a folder any more; the ones that still do after ten seconds.
  private static func leftOver(in folder: URL) throws -> [pid_t] {
    for _ in 0..<1000 {
      if try processes(in: folder).isEmpty { return [] }
      usleep(10_000)
    }
    return try processes(in: folder)
  }

  @Test("killed 50 times at random moments and resumed, it ends with the same table")
  func killAndResume() throws {
    try BuiltBinary.withFolder { folder in
      try Self.prepare(folder)
      let calm = try BuiltBinary.run(
        ["bench", "study.yaml", "--store", "calm.sqlite", "-j", "2"], in: folder)
      try #require(calm.status == 0, "\(calm.errors)")
      let expected = try Self.table("calm.sqlite", folder)
      let runCount = expected.split(separator: "\n").count - 1
      #expect(runCount > 100)

      var random = RandomStream(seed: 7)
      // Seconds within which a life ends: long enough for some progress, so short that there is much left to do.
      var window = 0.5
      var lives = 0
      var kills = 0
      while kills < 50 {
        let store = "killed\(lives).sqlite"
        var stored = 0
        while stored < runCount {
          lives += 1
          try #require(
            lives < 1000, "no progress: \(stored) of \(runCount) runs, \(window) s a life")
          let after = Double(random.next() >> 11) * 0x1p-53 * window
          let run = try BuiltBinary.run(
            ["bench", "study.yaml", "--store", store, "-j", "2"], in: folder,
            interrupt: (SIGKILL, after))
          #expect(try Self.leftOver(in: folder) == [])
          let wasKilled = run.status == 1000 + SIGKILL
          kills += wasKilled ? 1 : 0
          #expect(wasKilled || run.status == 0, "\(run.errors)")
          // Every run that was told to be finished is in the store.
          let told = run.errors.split(separator: "\n").count { $0.hasPrefix("[") }
          let now = try Self.rows(store, folder)
          #expect(now >= stored + told)
          if now == stored { window *= 1.25 } else if now > stored + 10 { window *= 0.8 }
          stored = now
        }
        #expect(try Self.table(store, folder) == expected)
      }
    }
  }

  /// Runs in a store; 0 for one that was killed before it held a study.
  private static func rows(_ store: String, _ folder: URL) throws -> Int {
    let path = folder.appendingPathComponent(store).path
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    let run = try BuiltBinary.run(
      ["bench", "export", store, "-o", "-", "--columns", "key"], in: folder)
    return run.status == 0 ? run.output.split(separator: "\n").count - 1 : 0
  }

  @Test("engine workers end with a bench that is killed, and with one that is interrupted")
  func workers() throws {
    for signal in [SIGKILL, SIGINT] {
      try BuiltBinary.withFolder { folder in
        try InterruptTests.wide.write(
          to: folder.appendingPathComponent("wide.txt"), atomically: true, encoding: .utf8)
        let run = try BuiltBinary.run(
          ["bench", "wide.txt", "--methods", "mip/f1@cbc,mip/f1@glpk", "-t", "60", "-j", "2"],
          in: folder, interrupt: (signal, 2))
        #expect(run.status == (signal == SIGKILL ? 1000 + SIGKILL : 130), "\(run.errors)")
        #expect(run.seconds < 20)
        #expect(try Self.leftOver(in: folder) == [])
      }
    }
  }
}
