import OptCore

/// What a run may use before it is ended by force: its own limits and some grace, for it is expected to stop by itself.
struct HardLimits: Sendable, Hashable {
  /// Wall seconds after which it is asked to end and keep its incumbent: the time limit plus the larger of 2 s and
  /// 5 %; nil = never.
  var time: Double?
  /// Mebibytes its processes may have in use together: the memory limit plus the larger of 64 MiB, for the program
  /// itself, and 5 %; nil = all there are.
  var memory: Int?

  /// Seconds between the request to end and the kill.
  static let patience = 1.0
  /// The same after a cancellation by the user, who is waiting.
  static let shortPatience = 0.5

  init(_ limits: SolveLimits) {
    time = limits.time.map { $0 + max(2, 0.05 * $0) }
    memory = limits.memory.map { $0 + max(64, $0 / 20) }
  }

  /// Bytes of address space for each process: a net below the watch over memory in use, wide enough never to catch
  /// what a program merely reserves.
  var addressSpace: Int? {
    guard let memory, memory < 1 << 30 else { return nil }
    return (4 * memory + 4096) << 20
  }
}
