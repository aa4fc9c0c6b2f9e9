import Glibc
import OptCore

/// Fits a predictor to labels: binary cross-entropy, Adam, batches of 64.
///
/// Rows that keep their machine count 0.5, others 1, but 3 where the operation is critical.
///
/// - Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization".
package struct PredictorTraining: Sendable {
  /// Passes over the rows.
  package var epochs = 40
  /// Step length.
  package var rate = 1e-3
  /// Rows of a step.
  package var batch = 64
  /// Seed of the first weights and the order of rows.
  package var seed: UInt64 = 1

  /// The defaults.
  package init() {}

  /// The weight of a row in the loss.
  package static func weight(_ label: Bool, isCritical: Bool) -> Double {
    label ? 0.5 : isCritical ? 3 : 1
  }

  /// A fitted predictor.
  ///
  /// - Parameter isStopped: asked after each pass; true ends the fit with what there is.
  /// - Complexity: O(epochs times rows times weights).
  package func fit(_ rows: TrainingSet, until isStopped: () -> Bool = { false }) -> MachinePredictor
  {
    var random = RandomStream(seed: seed, worker: 3)
    var predictor = start(rows, &random)
    let inputs = rows.vectors.map(predictor.scaled)
    let count = MachinePredictor.weightCount
    var (first, second) = (
      [Double](repeating: 0, count: count), [Double](repeating: 0, count: count)
    )
    var step = 0
    for _ in 0..<epochs {
      let order = Array(inputs.indices).shuffled(using: &random)
      var begin = 0
      while begin < order.count {
        let part = order[begin..<min(order.count, begin + batch)]
        let gradient = PredictorTraining.gradient(predictor, inputs, rows, part)
        step += 1
        let scale =
          rate * (1 - pow(0.999, Double(step))).squareRoot() / (1 - pow(0.9, Double(step)))
        for index in 0..<count {
          first[index] = 0.9 * first[index] + 0.1 * gradient[index]
          second[index] = 0.999 * second[index] + 0.001 * gradient[index] * gradient[index]
          predictor.weights[index] -= scale * first[index] / (second[index].squareRoot() + 1e-8)
        }
        begin += batch
      }
      if isStopped() { break }
    }
    return predictor
  }

  /// Means and deviations of the rows, and small random weights.
  private func start(_ rows: TrainingSet, _ random: inout RandomStream) -> MachinePredictor {
    let (count, hidden) = (OverlapFeatures.count, MachinePredictor.hidden)
    var mean = [Double](repeating: 0, count: count)
    var deviation = mean
    let number = Double(max(1, rows.count))
    for vector in rows.vectors { for index in 0..<count { mean[index] += vector[index] / number } }
    for vector in rows.vectors {
      for index in 0..<count {
        let difference = vector[index] - mean[index]
        deviation[index] += difference * difference / number
      }
    }
    deviation = deviation.map { max(1e-6, $0.squareRoot()) }
    var weights = [Double](repeating: 0, count: MachinePredictor.weightCount)
    for index in 0..<(hidden * count) {
      weights[index] = random.normal() * (2 / Double(count)).squareRoot()
    }
    for unit in 0..<hidden {
      weights[hidden * (count + 1) + unit] = random.normal() * (1 / Double(hidden)).squareRoot()
    }
    return MachinePredictor(mean: mean, deviation: deviation, weights: weights)
  }

  /// The mean loss of some rows.
  package static func loss(
    _ predictor: MachinePredictor, _ inputs: [[Double]], _ rows: TrainingSet,
    _ part: ArraySlice<Int>
  ) -> Double {
    var hidden = [Double](repeating: 0, count: MachinePredictor.hidden)
    var sum = 0.0
    for row in part {
      let output = predictor.output(inputs[row], &hidden)
      let weight = weight(rows.labels[row], isCritical: rows.isCritical[row])
      // log(1 + exp(x)) without overflow.
      let signed = rows.labels[row] ? -output : output
      sum += weight * (max(0, signed) + log1p(exp(-abs(signed))))
    }
    return sum / Double(max(1, part.count))
  }

  /// The gradient of the mean loss of some rows.
  package static func gradient(
    _ predictor: MachinePredictor, _ inputs: [[Double]], _ rows: TrainingSet,
    _ part: ArraySlice<Int>
  ) -> [Double] {
    let (count, units) = (OverlapFeatures.count, MachinePredictor.hidden)
    var gradient = [Double](repeating: 0, count: MachinePredictor.weightCount)
    var hidden = [Double](repeating: 0, count: units)
    let share = 1 / Double(max(1, part.count))
    for row in part {
      let input = inputs[row]
      let probability = 1 / (1 + exp(-predictor.output(input, &hidden)))
      let weight = weight(rows.labels[row], isCritical: rows.isCritical[row])
      let slope = weight * (probability - (rows.labels[row] ? 1 : 0)) * share
      gradient[units * (count + 2)] += slope
      for unit in 0..<units where hidden[unit] > 0 {
        gradient[units * (count + 1) + unit] += slope * hidden[unit]
        let inner = slope * predictor.weights[units * (count + 1) + unit]
        gradient[units * count + unit] += inner
        for index in 0..<count { gradient[unit * count + index] += inner * input[index] }
      }
    }
    return gradient
  }
}

/// The logarithm of the odds of two weights.
func logOdds(_ first: Double, _ second: Double) -> Double { log(first / second) }
