/// How a predictor does on rows it was not trained on.
package struct TrainingMeasure: Sendable, Hashable {
  /// Instances kept back.
  package var instances: Int
  /// Their labelled operations.
  package var rows: Int
  /// Share of the labels 1 that are found at a probability of 0.5, 0 to 1.
  package var truePositives: Double
  /// Share of the labels 0 that are taken for 1 at 0.5, 0 to 1.
  package var falsePositives: Double
  /// Mean loss of a row, weighted as in `PredictorTraining`.
  package var loss: Double
  /// The same for the best constant answer by the rows trained on.
  package var plainLoss: Double

  /// Measures.
  ///
  /// - Complexity: O(rows times weights).
  init(
    _ predictor: MachinePredictor, _ train: TrainingSet, _ test: TrainingSet, instances: Int
  ) {
    var (found, wrong, ones) = (0.0, 0.0, 0.0)
    for (index, label) in test.labels.enumerated() {
      let isTaken = predictor.probability(test.vectors[index]) >= 0.5
      ones += label ? 1 : 0
      if isTaken { if label { found += 1 } else { wrong += 1 } }
    }
    let inputs = test.vectors.map(predictor.scaled)
    let all = Array(test.labels.indices)[...]
    // The best constant answer: the log-odds of the weighted labels of the rows trained on.
    var (keep, leave) = (1e-9, 1e-9)
    for (index, label) in train.labels.enumerated() {
      let weight = PredictorTraining.weight(label, isCritical: train.isCritical[index])
      if label { keep += weight } else { leave += weight }
    }
    var constant = predictor
    constant.weights = Array(repeating: 0, count: MachinePredictor.weightCount)
    constant.weights[MachinePredictor.weightCount - 1] = logOdds(keep, leave)
    self.instances = instances
    rows = test.count
    truePositives = found / max(1, ones)
    falsePositives = wrong / max(1, Double(test.count) - ones)
    loss = PredictorTraining.loss(predictor, inputs, test, all)
    plainLoss = PredictorTraining.loss(constant, inputs, test, all)
  }
}
