import OptCore

/// The columns of a real-valued instance, and their conversion to ticks.
struct DecimalTable {
  private var processingTimes: [Double] = []
  private var dueDates: [Double] = []
  private var weights: [Double] = []
  private var timeDecimals = 0
  private var weightDecimals = 0
  private var total = 0.0
  private var farthest = 0.0
  private var totalWeight = 0.0

  /// Below this magnitude, rounding the product with a power of ten recovers every decimal.
  private static let largestExact = 0x1p50
  /// The room for sums of ticks, with a margin for rounding each number up.
  private static let room = 0x1p61

  var count: Int { processingTimes.count }

  /// Takes one more job; false when even whole numbers would pass the limit on sums.
  mutating func append(_ p: DecimalNumber, _ w: DecimalNumber, _ d: DecimalNumber) -> Bool {
    total += p.value
    farthest = max(farthest, abs(d.value))
    totalWeight += w.value
    guard count < SingleMachineInstance.largestJobCount,
      scaledSum(time: 1, weight: 1) <= DecimalTable.room
    else { return false }
    processingTimes.append(p.value)
    dueDates.append(d.value)
    weights.append(w.value)
    timeDecimals = max(timeDecimals, p.decimals, d.decimals)
    weightDecimals = max(weightDecimals, w.decimals)
    return true
  }

  /// An upper estimate of `(P + max |d|) * max(n, sum w)` in ticks; rounding adds at most half a tick a job.
  private func scaledSum(time: Double, weight: Double) -> Double {
    let slack = Double(count + 2)
    return ((total + farthest) * time + slack) * (totalWeight * weight + slack)
  }

  /// The finest pair of powers of ten that fits, as fine for time as for weights where possible.
  private func scales() -> (time: Int, weight: Int) {
    var time = 1
    var weight = 1
    var timeDigits = 0
    var weightDigits = 0
    while true {
      let timeGrows =
        timeDigits < min(timeDecimals, 17)
        && scaledSum(time: Double(time) * 10, weight: Double(weight)) <= DecimalTable.room
      let weightGrows =
        weightDigits < min(weightDecimals, 17)
        && scaledSum(time: Double(time), weight: Double(weight) * 10) <= DecimalTable.room
      if timeGrows, timeDigits <= weightDigits || !weightGrows {
        time *= 10
        timeDigits += 1
      } else if weightGrows {
        weight *= 10
        weightDigits += 1
      } else {
        return (time, weight)
      }
    }
  }

  /// The instance in ticks, with the original numbers beside it.
  func quantised(name: String) throws(SingleMachineInstance.Invalid) -> SingleMachineInstance {
    let (time, weight) = scales()
    var isExact = DecimalTable.keeps(timeDecimals, scale: time)
    isExact = DecimalTable.keeps(weightDecimals, scale: weight) && isExact
    func ticks(_ values: [Double], _ scale: Int) -> [Int] {
      values.map { value in
        let scaled = (value * Double(scale)).rounded()
        if abs(scaled) > DecimalTable.largestExact { isExact = false }
        return Int(scaled)
      }
    }
    let p = ticks(processingTimes, time)
    let d = ticks(dueDates, time)
    let w = ticks(weights, weight)
    return try SingleMachineInstance(
      name: name, processingTimes: p, dueDates: d, weights: w,
      quantisation: Quantisation(
        processingTimes: processingTimes, dueDates: dueDates, weights: weights, timeScale: time,
        weightScale: weight, isExact: isExact))
  }

  /// Whether a power of ten keeps that many decimals.
  private static func keeps(_ decimals: Int, scale: Int) -> Bool {
    var power = 1
    var left = decimals
    while left > 0, power <= scale / 10 {
      power *= 10
      left -= 1
    }
    return left == 0
  }
}
