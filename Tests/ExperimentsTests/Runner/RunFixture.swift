import Experiments
import Foundation
import OptCore
import Testing

/// The built program that does what the path of its instance says.
enum RunFixture {
  static let path: String = {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return own.deletingLastPathComponent().appendingPathComponent("run-fixture").path
  }()

  static let executor = RunExecutor(executable: path, version: "1.2.3")

  /// A run that follows steps.
  static func run(
    _ steps: String, limits: SolveLimits = SolveLimits(),
    method: MethodSetting = MethodSetting("edd"),
    seed: UInt64 = 1
  ) -> PlannedRun {
    let instance = InstanceReference(
      family: "smtt", name: "scripted", path: steps, digest: "sha256:00", size: 1)
    return PlannedRun(
      RunSpecification(instance: instance, method: method, seed: seed, limits: limits),
      key: "\(steps) \(seed)")
  }

  /// Carries out a run that is not cancelled.
  static func record(
    _ steps: String, limits: SolveLimits = SolveLimits(),
    method: MethodSetting = MethodSetting("edd"),
    cores: [Int] = []
  ) throws -> RunRecord {
    try #require(executor.execute(run(steps, limits: limits, method: method), cores: cores))
  }

  /// Runs `body` with the path of a file in which processes announce themselves.
  static func withAnnouncements<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    let path = NSTemporaryDirectory() + "optsolve-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  /// The processes that announced themselves.
  static func announced(_ path: String) -> [pid_t] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { pid_t($0) }
  }

  /// Whether a process runs: it is there, and not only as an entry that nobody has collected yet.
  static func isAlive(_ id: pid_t) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return false }
    return !["Z", "X"].contains(text[text.index(after: end)...].split(separator: " ").first)
  }
}
