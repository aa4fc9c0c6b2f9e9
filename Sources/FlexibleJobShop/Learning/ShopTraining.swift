import Modeling
import OptCore

/// Trains a predictor of machines from rolling horizons whose windows an oracle labels.
package enum ShopTraining {
  /// How much to train, and on what.
  package struct Settings: Sendable, Hashable {
    /// Instances that are rolled out.
    package var instances = 8
    package var jobs = 20
    package var machines = 10
    /// Operations of each job.
    package var operations = 30
    /// Conflicts for each trial of a window; a run limited by them repeats exactly with one thread.
    package var conflicts = 2000
    /// Trials of the oracle for each window.
    package var trials = 3
    package var window = 80
    package var step = 30
    /// Share of the rows that is kept back to measure.
    package var validation = 0.2
    package var epochs = 40
    package var seed: UInt64 = 1

    /// The defaults.
    package init() {}
  }

  /// What came out.
  package struct Outcome: Sendable {
    package var predictor: MachinePredictor
    /// Labelled operations in all.
    package var rows: Int
    /// On the rows kept back: share of the labels 1 that are found, share of the labels 0 that are taken for 1, both at 0.5.
    package var truePositives: Double
    package var falsePositives: Double
    /// On the rows kept back: mean loss, and that of saying the mean label every time.
    package var loss: Double
    package var plainLoss: Double
  }

  /// Generates instances, rolls them out with oracle labels, fits, and measures.
  ///
  /// - Parameters:
  ///   - settings: what and how much.
  ///   - engine: solves the windows.
  ///   - isStopped: asked often; true ends collecting and fits what there is.
  ///   - progress: receives one line at a time.
  /// - Throws: `SolveError` when the engine fails or no label could be collected.
  package static func run(
    _ settings: Settings, engine: any Engine,
    isStopped: @escaping @Sendable () -> Bool = { false }, progress: (String) -> Void = { _ in }
  ) throws(SolveError) -> Outcome {
    var random = RandomStream(seed: settings.seed)
    var rows = TrainingSet()
    for number in 0..<settings.instances where !isStopped() {
      let instance = try HorizonShop.make(
        jobs: settings.jobs, machines: settings.machines, operations: settings.operations, &random)
      let found = try collect(instance, settings, engine, number, isStopped)
      rows.vectors += found.vectors
      rows.labels += found.labels
      rows.isCritical += found.isCritical
      let kept = rows.labels.reduce(0) { $0 + ($1 ? 1 : 0) }
      progress("instance \(number + 1): \(rows.count) labels, \(kept) of them keep the machine")
    }
    guard rows.count >= 10 else { throw .badRequest("no labels: the overlap of windows is empty") }
    let (train, test) = rows.split(1 - settings.validation, seed: settings.seed)
    var training = PredictorTraining()
    training.epochs = settings.epochs
    training.seed = settings.seed
    let predictor = training.fit(train)
    return measure(predictor, train, test, rows.count)
  }

  private static func collect(
    _ instance: FlexibleJobShopInstance, _ settings: Settings, _ engine: any Engine, _ number: Int,
    _ isStopped: @escaping @Sendable () -> Bool
  ) throws(SolveError) -> TrainingSet {
    var horizon = HorizonSettings()
    horizon.window = settings.window
    horizon.step = settings.step
    horizon.fix = .oracle
    horizon.trials = settings.trials
    horizon.conflicts = settings.conflicts
    horizon.windowTime = 3600
    horizon.stall = 3600
    horizon.seed = settings.seed &+ UInt64(number) &* 101
    let solver = WindowSolver(engine: engine, settings: [], threads: 1, mustStop: isStopped)
    var loop = RollingHorizon(instance, horizon, solver)
    let rows = RowCollector()
    loop.collect = { rows.set.add($0, $1) }
    _ = try loop.run(
      .init(
        offer: { _ in }, say: { _ in }, stop: { isStopped() ? .interrupted : nil },
        remaining: { nil }))
    return rows.set
  }

  private static func measure(
    _ predictor: MachinePredictor, _ train: TrainingSet, _ test: TrainingSet, _ rows: Int
  ) -> Outcome {
    var (found, wrong, ones) = (0.0, 0.0, 0.0)
    for (index, label) in test.labels.enumerated() {
      let isTaken = predictor.probability(test.vectors[index]) >= 0.5
      ones += label ? 1 : 0
      if isTaken { if label { found += 1 } else { wrong += 1 } }
    }
    let inputs = test.vectors.map(predictor.scaled)
    let all = test.labels.indices[...]
    let slice = Array(all)[...]
    // The best constant answer: the log-odds of the weighted labels of the rows trained on.
    var (keep, leave) = (1e-9, 1e-9)
    for (index, label) in train.labels.enumerated() {
      let weight = PredictorTraining.weight(label, isCritical: train.isCritical[index])
      if label { keep += weight } else { leave += weight }
    }
    var constant = predictor
    constant.weights = Array(repeating: 0, count: MachinePredictor.weightCount)
    constant.weights[MachinePredictor.weightCount - 1] = logOdds(keep, leave)
    return Outcome(
      predictor: predictor, rows: rows, truePositives: found / max(1, ones),
      falsePositives: wrong / max(1, Double(test.count) - ones),
      loss: PredictorTraining.loss(predictor, inputs, test, slice),
      plainLoss: PredictorTraining.loss(constant, inputs, test, slice))
  }
}

/// Rows while a rolling horizon runs.
private final class RowCollector {
  var set = TrainingSet()
}
