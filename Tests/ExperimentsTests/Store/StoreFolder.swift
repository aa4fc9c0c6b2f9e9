import Experiments
import Foundation
import OptCore

/// A temporary folder for the files of one test, removed with it.
final class StoreFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("optsolve-store-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// A store with these runs, closed again.
  func store(_ name: String, _ records: [RunRecord]) throws -> String {
    let store = try ResultStore.open(path(name), for: .writing)
    for record in records { try store.append(record) }
    return path(name)
  }
}

/// What `body` throws; nil when it does not.
func storeError(_ body: () throws -> Void) -> StoreError? {
  do {
    try body()
    return nil
  } catch {
    return error as? StoreError
  }
}

/// Every byte of what records say; two records that compare equal may differ in them.
func bytes(_ records: [RunRecord]) -> [String] {
  StoreContent(runs: records.sorted { $0.key < $1.key }).jsonLines()
    .split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
}

/// A small, ordinary record.
func plainRecord(
  _ key: String, instance: String = "six", label: String = "mdd", seed: UInt64 = 1
) -> RunRecord {
  RunRecord(
    specification: RunSpecification(
      instance: InstanceReference(
        family: "smtt", name: instance, path: instance + ".txt", digest: "sha256:00", size: 6),
      method: MethodSetting("mdd", label: label), seed: seed, limits: SolveLimits(time: 10)),
    key: key, version: "1.0.0", ending: .exited(0, message: nil), status: .feasible,
    termination: .completed, objective: .integer(12), bound: .integer(9), time: 0.25,
    usage: ProcessUsage(wall: 0.5, cpu: 0.25, peakMemory: 20),
    trajectory: [TrajectoryPoint(time: 0.125, objective: .integer(12), bound: nil)],
    document: "{\"objective\":12}", started: 1_700_000_000,
    machine: Machine(host: "a", processor: "b", cores: 2, memory: 100, system: "c"))
}
