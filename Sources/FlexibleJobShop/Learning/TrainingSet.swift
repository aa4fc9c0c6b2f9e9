import OptCore

/// Labelled operations: features, whether the machine was kept, whether the operation was critical.
package struct TrainingSet: Sendable, Hashable {
  /// Rows of `OverlapFeatures.count` numbers.
  package var vectors: [[Double]] = []
  /// Whether the best of the oracle's trials kept the machine.
  package var labels: [Bool] = []
  /// Whether the operation had no slack in the previous window.
  package var isCritical: [Bool] = []

  /// Empty.
  package init() {}

  /// The rows of several sets.
  init(_ sets: ArraySlice<TrainingSet>) {
    vectors = sets.flatMap(\.vectors)
    labels = sets.flatMap(\.labels)
    isCritical = sets.flatMap(\.isCritical)
  }

  /// Adds the overlap of a window.
  package mutating func add(_ features: OverlapFeatures, _ labels: [Bool]) {
    vectors += features.vectors
    self.labels += labels
    isCritical += features.isCritical
  }

  /// The number of rows.
  package var count: Int { labels.count }
}

/// Random shops as the papers on rolling horizons use them.
///
/// - Source: Li, Ouyang, Ma and Wu (2025), "Learning-guided rolling horizon optimization for long-horizon flexible job-shop scheduling": every
///   operation runs on `K ~ U{1..m}` machines, each with a duration `U{1..99}`.
enum HorizonShop {
  static func make(
    jobs: Int, machines: Int, operations: Int, _ random: inout RandomStream
  ) throws(SolveError) -> FlexibleJobShopInstance {
    let data = (0..<jobs).map { _ in
      (0..<operations).map { _ in
        Array(0..<machines).shuffled(using: &random).prefix(1 + random.below(machines)).map {
          FlexibleJobShopInstance.Alternative(
            machine: $0, duration: random.integer(in: 1...99))
        }
      }
    }
    do {
      return try FlexibleJobShopInstance(
        name: "j\(jobs)-m\(machines)-t\(operations)_mix", machineCount: machines, jobs: data)
    } catch {
      throw .badRequest("the sizes make no instance: \(error)")
    }
  }
}
