import Modeling
import OptCore

extension FlexibleJobShopFamily {
  /// Settings of the training of the predictor of machines, which rolling horizons with `fix=learned` use.
  public var trainingParameters: [ParameterDescription]? {
    let plain = ShopTraining.Settings()
    return [
      .init(
        "instances", .integer(1...10_000), default: "\(plain.instances)",
        "random shops that are rolled out"),
      .init("jobs", .integer(1...10_000), default: "\(plain.jobs)", "jobs of each"),
      .init("machines", .integer(1...1000), default: "\(plain.machines)", "machines of each"),
      .init(
        "operations", .integer(1...10_000), default: "\(plain.operations)", "operations of a job"),
      .init("window", .integer(1...100_000), default: "\(plain.window)", "operations of a window"),
      .init("step", .integer(1...100_000), default: "\(plain.step)", "operations executed of it"),
      .init(
        "trials", .integer(1...100), default: "\(plain.trials)",
        "solutions of every window, of which the best one labels"),
      .init(
        "conflicts", .integer(1...1_000_000_000), default: "\(plain.conflicts)",
        "conflicts or nodes for each"),
      .init(
        "validation", .real(0...0.9), default: "\(plain.validation)",
        "share of the instances that is kept back to measure, at least one of two"),
      .init("epochs", .integer(1...10_000), default: "\(plain.epochs)", "passes over the labels"),
    ]
  }

  /// Trains the predictor of machines: random shops are rolled out, an oracle labels which machines are kept from window to
  /// window, and a small network is fitted.
  ///
  /// - Parameters:
  ///   - parameters: settings of `trainingParameters`.
  ///   - seed: of instances, windows and the fit: the same one gives the same document, unless the time limit or the cancellation
  ///     ends the collection of labels.
  ///   - timeLimit: wall seconds for labels; the fit follows. nil = no limit.
  ///   - cancellation: ends the collection as well.
  ///   - progress: receives one line at a time.
  /// - Returns: The document that `-P weights=FILE` reads.
  /// - Throws: `SolveError.badRequest` for a set without the engine `cp`, `SolveError.engine` for an empty one; `badRequest` when
  ///   there were less than ten labels.
  public func train(
    _ parameters: ParameterValues, seed: UInt64, timeLimit: Double?, cancellation: Cancellation,
    progress: (String) -> Void
  ) throws(SolveError) -> JSONValue {
    let engine = try engineSet.engine("cp")
    let settings = ShopTraining.Settings(parameters, seed: seed)
    let end = timeLimit.map { MonotonicClock.now + $0 }
    let outcome = try ShopTraining.run(
      settings, engine: engine,
      isStopped: { cancellation.isCancelled || end.map { MonotonicClock.now >= $0 } ?? false },
      progress: progress)
    progress(outcome.summary)
    return outcome.document(settings)
  }
}

extension ShopTraining.Settings {
  /// The settings of a request.
  init(_ values: ParameterValues, seed: UInt64) {
    self.init()
    instances = values.integer("instances") ?? instances
    jobs = values.integer("jobs") ?? jobs
    machines = values.integer("machines") ?? machines
    operations = values.integer("operations") ?? operations
    window = values.integer("window") ?? window
    step = values.integer("step") ?? step
    trials = values.integer("trials") ?? trials
    conflicts = values.integer("conflicts") ?? conflicts
    validation = values.real("validation") ?? validation
    epochs = values.integer("epochs") ?? epochs
    self.seed = seed
  }

  /// Everything that a repetition needs.
  var json: JSONValue {
    .object(pairs: [
      ("instances", .integer(instances)), ("jobs", .integer(jobs)),
      ("machines", .integer(machines)), ("operations", .integer(operations)),
      ("window", .integer(window)), ("step", .integer(step)), ("trials", .integer(trials)),
      ("conflicts", .integer(conflicts)), ("validation", .real(validation)),
      ("epochs", .integer(epochs)), ("seed", .integer(Int(truncatingIfNeeded: seed))),
    ])
  }
}

extension ShopTraining.Outcome {
  /// What came out, in one line.
  var summary: String {
    let start = "\(rows) labels of \(instances) instances"
    guard let measured else { return start + "; none kept back to measure" }
    let (found, wrong) = (percent(measured.truePositives), percent(measured.falsePositives))
    return start
      + "; of the \(measured.rows) of \(measured.instances) instances kept back: \(found) % of the operations that"
      + " keep their machine are found, \(wrong) % of the others are taken for such"
  }

  private func percent(_ share: Double) -> Int { Int((100 * share).rounded()) }

  /// The predictor, with how it was made.
  func document(_ settings: ShopTraining.Settings) -> JSONValue {
    var training: [JSONValue.Member] = [
      .init("settings", settings.json), .init("labels", .integer(rows)),
      .init("instances", .integer(instances)),
    ]
    if let measured {
      training.append(
        .init(
          "kept_back",
          .object(pairs: [
            ("instances", .integer(measured.instances)), ("labels", .integer(measured.rows)),
            ("true_positives", .real(measured.truePositives)),
            ("false_positives", .real(measured.falsePositives)), ("loss", .real(measured.loss)),
            ("constant_loss", .real(measured.plainLoss)),
          ])))
    }
    guard case .object(let members) = predictor.json else { return predictor.json }
    return .object(members + [.init("training", .object(training))])
  }
}
