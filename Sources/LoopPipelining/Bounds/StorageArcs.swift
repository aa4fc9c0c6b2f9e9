/// What memories and registers say about starts, whatever else is chosen.
///
/// A value that is live for more than N intervals has more than N copies in some row, and over an interval it takes its amount for
/// as many cycles as it is live. So the room that is left beside what other values take at least bounds its lifetime, and its users
/// are at most that much later than the operation.
struct StorageArcs {
  /// Each arc: `start[to] >= start[from] + weight`.
  private(set) var arcs: [(from: Int, to: Int, weight: Int)] = []
  /// The closure of all arcs, given ones and these.
  private(set) var paths: LongestPaths

  /// Arcs beyond some given ones; nil where no schedule exists.
  ///
  /// - Complexity: O(n^3) for each of a few rounds.
  init?(
    _ instance: LoopInstance, interval: Int, given: [(from: Int, to: Int, weight: Int)],
    _ detail: Storage.Detail
  ) {
    self.init(instance, interval, given, Storage.all(of: instance, detail))
  }

  /// The same for one storage by itself.
  init?(
    _ instance: LoopInstance, interval: Int, given: [(from: Int, to: Int, weight: Int)],
    _ storage: Storage
  ) {
    self.init(instance, interval, given, [storage])
  }

  private init?(
    _ instance: LoopInstance, _ interval: Int, _ given: [(from: Int, to: Int, weight: Int)],
    _ storages: [Storage]
  ) {
    guard let paths = LongestPaths(given, count: instance.operationCount) else { return nil }
    self.paths = paths
    for _ in 0..<Self.mostRounds {
      let least = instance.operations.indices.map { leastLifetime($0, instance, interval) }
      var most = [Int](repeating: .max, count: least.count)
      for storage in storages {
        guard storage.limit(&most, least: least, interval: interval) else { return nil }
      }
      var changed = false
      for edge in instance.edges where edge.isData {
        guard most[edge.source] < .max else { continue }
        let weight =
          edge.distance * interval + edge.hold - instance.operations[edge.source].liveFrom
          - most[edge.source]
        if edge.source == edge.target {
          if weight > 0 { return nil }
          continue
        }
        if weight > self.paths[edge.target, edge.source] ?? .min {
          arcs.append((edge.target, edge.source, weight))
          changed = true
        }
      }
      if !changed { return }
      guard let closed = LongestPaths(given + arcs, count: instance.operationCount) else {
        return nil
      }
      self.paths = closed
    }
  }

  private static let mostRounds = 4

  /// How long the value of an operation lives at least.
  private func leastLifetime(_ v: Int, _ instance: LoopInstance, _ interval: Int) -> Int {
    var length = 0
    for number in instance.outgoing[v] where instance.edges[number].isData {
      let edge = instance.edges[number]
      guard let path = edge.target == v ? 0 : paths[v, edge.target] else { continue }
      length = max(
        length, path + edge.distance * interval + edge.hold - instance.operations[v].liveFrom)
    }
    return length
  }
}
