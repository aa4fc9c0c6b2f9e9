import OptCore
import Testing

@Suite("Random streams")
struct RandomStreamTests {
  /// The first values of xoshiro256** seeded by SplitMix64, computed by an independent program (Python integers).
  @Test(
    "The same seed gives the same numbers on every machine",
    arguments: [
      (0, 0, [0x99ec_5f36_cb75_f2b4, 0xbf6e_1f78_4956_452a, 0x1a5f_849d_4933_e6e0] as [UInt64]),
      (1, 0, [0xb3f2_af6d_0fc7_10c5, 0x853b_5596_4736_4cea, 0x92f8_9756_082a_4514]),
      (1, 1, [0x4173_5e38_6e83_315a, 0xb654_9e03_5b28_aa96, 0xcad9_afa4_9d11_06c0]),
      (42, 3, [0x9f0b_6b04_eb0a_2c60, 0x7126_9695_b9fe_600f, 0xea33_f7ca_5f1c_2fc1]),
    ])
  func fixed(seed: UInt64, worker: UInt64, expected: [UInt64]) {
    var random = RandomStream(seed: seed, worker: worker)
    let found = expected.map { _ in random.next() }
    #expect(found == expected)
  }

  @Test("Integers below a count are uniform", arguments: [2, 7, 10, 100])
  func uniform(count: Int) {
    var random = RandomStream(seed: 5)
    var seen = [Int](repeating: 0, count: count)
    let draws = 100_000
    for _ in 0..<draws { seen[random.below(count)] += 1 }
    // Chi-square with count - 1 degrees of freedom: mean count - 1, deviation sqrt(2 (count - 1)); 6 deviations.
    let mean = Double(draws) / Double(count)
    let statistic = seen.reduce(0.0) { total, value in
      total + (Double(value) - mean) * (Double(value) - mean) / mean
    }
    let degrees = Double(count - 1)
    #expect(statistic < degrees + 6 * (2 * degrees).squareRoot() + 6)
  }

  @Test("Integers of a range reach both ends, also of extreme ranges")
  func ranges() {
    var random = RandomStream(seed: 6)
    var seen: Set<Int> = []
    for _ in 0..<1000 { seen.insert(random.integer(in: -3...3)) }
    #expect(seen == Set(-3...3))
    #expect(random.integer(in: .max ... .max) == .max)
    #expect(random.integer(in: .min ... .min) == .min)
    for _ in 0..<1000 {
      let value = random.integer(in: -0x3FFF_FFFF_FFFF_FFFF...0x3FFF_FFFF_FFFF_FFFF)
      #expect(abs(value) <= 0x3FFF_FFFF_FFFF_FFFF)
    }
  }

  @Test("Unit reals fill [0, 1), normal draws have mean 0 and variance 1")
  func reals() {
    var random = RandomStream(seed: 7)
    let count = 100_000
    var (low, high, sum) = (1.0, 0.0, 0.0)
    for _ in 0..<count {
      let value = random.unit()
      (low, high, sum) = (min(low, value), max(high, value), sum + value)
    }
    #expect(low >= 0 && low < 0.001 && high < 1 && high > 0.999)
    // Deviation of the mean: sqrt(1/12 / 100000) = 0.0009; 6 deviations.
    #expect(abs(sum / Double(count) - 0.5) < 0.0055)
    var (mean, square) = (0.0, 0.0)
    for _ in 0..<count {
      let value = random.normal()
      mean += value / Double(count)
      square += value * value / Double(count)
    }
    #expect(abs(mean) < 0.02)
    #expect(abs(square - 1) < 0.03)
  }

  @Test("Streams of different workers and seeds do not meet")
  func streams() {
    var seen: Set<UInt64> = []
    for seed in 0..<20 {
      for worker in 0..<20 {
        var random = RandomStream(seed: UInt64(seed), worker: UInt64(worker))
        for _ in 0..<20 { seen.insert(random.next()) }
      }
    }
    #expect(seen.count == 20 * 20 * 20)
  }
}
