import Glibc

/// A network of one hidden layer that says how likely operations keep their machines.
package struct MachinePredictor: Sendable, Hashable {
  /// Units of the hidden layer.
  package static let hidden = 32

  /// Means of the features, `OverlapFeatures.count` numbers.
  package var mean: [Double]
  /// Deviations of the features, above 0, by which they are made comparable.
  package var deviation: [Double]
  /// `hidden` rows of `OverlapFeatures.count` weights, a bias of each unit, weights of the output and its bias.
  package var weights: [Double]

  /// The number of weights.
  package static let weightCount = hidden * (OverlapFeatures.count + 2) + 1

  /// States a predictor.
  package init(mean: [Double], deviation: [Double], weights: [Double]) {
    (self.mean, self.deviation, self.weights) = (mean, deviation, weights)
  }

  /// Probabilities that the operations keep their machines.
  package func probabilities(_ features: OverlapFeatures) -> [Double] {
    features.vectors.map(probability)
  }

  /// Probability for one vector of features.
  package func probability(_ vector: [Double]) -> Double {
    var hiddenValues = [Double](repeating: 0, count: MachinePredictor.hidden)
    return 1 / (1 + exp(-output(scaled(vector), &hiddenValues)))
  }

  /// Features with mean 0 and deviation 1, cut at 5 deviations.
  func scaled(_ vector: [Double]) -> [Double] {
    vector.indices.map { max(-5, min(5, (vector[$0] - mean[$0]) / deviation[$0])) }
  }

  /// The output before the logistic function; fills in the values of the hidden units.
  func output(_ input: [Double], _ hiddenValues: inout [Double]) -> Double {
    let (count, hidden) = (OverlapFeatures.count, MachinePredictor.hidden)
    var sum = weights[hidden * (count + 2)]
    for unit in 0..<hidden {
      var value = weights[hidden * count + unit]
      for index in 0..<count { value += weights[unit * count + index] * input[index] }
      hiddenValues[unit] = max(0, value)
      sum += weights[hidden * (count + 1) + unit] * hiddenValues[unit]
    }
    return sum
  }
}
