import FlexibleJobShop
import OptCore
import Testing

@Suite("Published generators of shops")
struct GeneratorTests {
  static let family = FlexibleJobShopFamily()

  static func generate(_ settings: [String], seed: UInt64 = 1) throws -> FlexibleJobShopInstance {
    let parameters = try ParameterValues(settings, allowed: family.generatorParameters ?? [])
    return try family.generate(parameters, seed: seed)
  }

  /// Published seeds of odd instances: number, jobs, machines, time seed, machine seed.
  static let published = [
    (1, 15, 15, 840_612_802, 398_197_754), (3, 15, 15, 1_227_221_349, 316_176_388),
    (5, 15, 15, 1_603_221_416, 1_501_949_241), (7, 15, 15, 44_531_661, 1_374_316_395),
    (9, 15, 15, 1_153_780_144, 1_393_392_374), (11, 20, 15, 533_484_900, 317_419_073),
    (13, 20, 15, 874_340_513, 509_669_280), (15, 20, 15, 1_463_788_335, 529_048_107),
    (17, 20, 15, 195_672_285, 1_717_580_117), (19, 20, 15, 1_610_169_733, 1_734_469_503),
    (21, 20, 20, 1_035_939_303, 773_961_798), (23, 20, 20, 1_357_503_601, 722_225_039),
    (25, 20, 20, 1_902_815_253, 1_879_990_068), (27, 20, 20, 1_032_645_967, 99_711_329),
    (29, 20, 20, 823_349_822, 108_033_225), (31, 30, 15, 98_640_593, 1_981_283_465),
    (33, 30, 15, 573_875_290, 2_081_512_253), (35, 30, 15, 1_118_914_567, 1_074_349_202),
    (37, 30, 15, 1_549_372_605, 596_993_084), (39, 30, 15, 553_410_952, 1_329_272_528),
    (41, 30, 20, 1_841_414_609, 1_357_882_888), (51, 50, 15, 17_271, 718_939),
    (61, 50, 20, 8_493_988, 2_738_939), (71, 100, 20, 302_034_063, 1_203_569_070),
    (79, 100, 20, 2_007_423_389, 749_368_241),
  ]

  @Test(
    "Taillard's seeds give Taillard's instances", .enabled(if: !ReferenceInstances.rows.isEmpty))
  func taillard() throws {
    var checked = 0
    for (number, jobs, machines, time, machine) in Self.published {
      let file = "jsp/ta\(number < 10 ? "0" : "")\(number).jsp"
      guard ReferenceInstances.rows.contains(where: { $0.file == file }) else { continue }
      let reference = try FlexibleJobShopInstance.read(try ReferenceInstances.text(file))
      let own = try Self.generate([
        "kind=taillard", "jobs=\(jobs)", "machines=\(machines)", "time-seed=\(time)",
        "machine-seed=\(machine)",
      ])
      #expect(own.machines == reference.machines, "\(file)")
      #expect(own.durations == reference.durations, "\(file)")
      checked += 1
    }
    #expect(checked >= 20)
  }

  @Test("the beginning of ta01, without reference data")
  func beginning() throws {
    let instance = try Self.generate([
      "kind=taillard", "jobs=15", "machines=15", "time-seed=840612802", "machine-seed=398197754",
    ])
    #expect(instance.durations.prefix(8) == [94, 66, 10, 53, 26, 15, 65, 82])
    #expect(instance.machines.prefix(8) == [6, 12, 4, 7, 3, 2, 10, 11])
    #expect(instance.name == "j15-m15_taillard_t840612802_m398197754_s1")
  }

  @Test("mix: sizes, machines and durations are those of the recipe")
  func mix() throws {
    let instance = try Self.generate(["jobs=100", "machines=8", "operations=40"], seed: 3)
    #expect(instance.name == "j100-m8-t40_mix_s3" && instance.objective == .makespan)
    #expect(instance.jobCount == 100 && instance.operationCount == 4000)
    #expect(instance.durations.allSatisfy { 1...99 ~= $0 } && instance.conditions.isEmpty)
    // The number of machines is uniform on 1...8: mean 4.5, deviation 2.3, of 4000 within 4 standard errors.
    let share = Double(instance.alternativeCount) / 4000
    #expect(abs(share - 4.5) < 4 * 2.3 / 63.2)
    // Durations are uniform on 1...99: mean 50, deviation 28.6.
    let mean = Double(instance.durations.reduce(0, +)) / Double(instance.alternativeCount)
    #expect(abs(mean - 50) < 4 * 28.6 / Double(instance.alternativeCount).squareRoot())
    for machine in 0..<8 {
      let count = instance.machines.count { $0 == machine }
      #expect(abs(Double(count) - 2250) < 4 * 32)
    }
  }

  @Test("delay: about as many operations as asked for, starts that do not fall along a job")
  func delay() throws {
    let instance = try Self.generate(["kind=delay"])
    #expect(instance.name == "j25-m25-t24_delay_s1" && instance.objective == .startDelay)
    #expect(instance.jobCount == 25 && instance.machineCount == 25)
    #expect(instance.alternativeCount == 25 * instance.operationCount)
    // 80 % of 25 times 30, less those that start as late as the quantile.
    #expect(590...600 ~= instance.operationCount)
    #expect(instance.durations.allSatisfy { 3..<30 ~= $0 })
    let starts = try #require(instance.conditions.scheduledStart)
    for job in 0..<25 {
      for i in instance.operations(of: job).dropFirst() {
        #expect(0...15 ~= starts[i] - starts[i - 1])
      }
    }
    for seed in 1...30 as ClosedRange<UInt64> {
      for size in 0...4 {
        _ = try Self.generate(
          ["kind=delay", "jobs=2", "machines=2", "operations=\(size)"], seed: seed)
      }
    }
  }

  @Test("breakdowns, setups, due dates and weights leave jobs and durations as they are")
  func conditions() throws {
    for kind in ["mix", "taillard"] {
      let size = ["kind=\(kind)", "jobs=6", "machines=5"]
      let plain = try Self.generate(size, seed: 4)
      let full = try Self.generate(
        size + ["breakdowns=high", "setup-types=3", "due-factor=1.5", "weighted=true"], seed: 4)
      #expect(full.durations == plain.durations && full.machines == plain.machines)
      #expect(full.objective == .totalTardiness && full.name.hasSuffix("_high_k3_d1.5_w_s4"))
      #expect(full.conditions.jobWeight?.allSatisfy { 1...10 ~= $0 } == true)
      let setup = try #require(full.conditions.setup)
      for times in setup.matrix {
        for (a, b, c) in (0..<27).map({ ($0 / 9, $0 / 3 % 3, $0 % 3) }) {
          #expect(times[a][c] <= times[a][b] + times[b][c])
        }
      }
    }
  }

  @Test("downtimes follow the published pattern", arguments: ["low", "mid", "high"])
  func breakdowns(level: String) throws {
    let instance = try Self.generate(["breakdowns=\(level)", "jobs=10"], seed: 2)
    let (count, length, pause) =
      level == "low"
      ? (2, 100, 400...600) : level == "mid" ? (3, 100, 175...300) : (5, 50, 100...200)
    let downtimes = instance.conditions.downtimes
    let groups = Dictionary(grouping: downtimes, by: \.start)
    let times = groups.keys.sorted()
    #expect(50...150 ~= times[0] && times[times.count - 1] < instance.horizon)
    for (before, after) in zip(times, times.dropFirst()) {
      #expect(pause ~= after - before - length)
    }
    for group in groups.values {
      #expect(Set(group.map(\.machine)).count == count && group.count == count)
      #expect(group.allSatisfy { $0.end - $0.start == length })
    }
  }

  @Test("a seed gives the same instance on every machine")
  func reproducible() throws {
    for (settings, digest) in [
      (
        ["jobs=4", "machines=3", "operations=3"],
        "0a633a08dba8d0b513f7096c172b98ca0b6a709652131cebc0a364f0a9709b89"
      ),
      (
        ["kind=delay", "jobs=3", "machines=3", "operations=4"],
        "7c1f549bddf0a6f3f779c49c1f03bd539b313c1f6318e24847a1044a9dd150fa"
      ),
      (
        ["kind=taillard", "jobs=3", "machines=3"],
        "6530b5a7ba70f57a168e2a4e88e75048b8ba9d7af869445f0ac607b0f217ca6d"
      ),
      (
        ["jobs=3", "breakdowns=low", "setup-types=2", "due-factor=1.5", "weighted=true"],
        "03612020af22cb1cafb67512e33c48ffd1f78e11983846f12abfd21fe176a746"
      ),
    ] {
      let instance = try Self.generate(settings, seed: 42)
      #expect(instance == (try Self.generate(settings, seed: 42)))
      #expect(instance.digest != (try Self.generate(settings, seed: 43)).digest)
      #expect(instance.digest.description == "sha256:" + digest, "\(settings)")
      let json = SourceText(file: "x.json", text: instance.json.formatted())
      #expect(try FlexibleJobShopInstance.read(json) == instance)
    }
  }

  @Test(
    "settings that contradict each other are refused",
    arguments: [
      ["kind=taillard", "operations=3"], ["kind=delay", "due-factor=2"], ["weighted=true"],
      ["time-seed=5", "kind=taillard"], ["time-seed=5", "machine-seed=5"], ["jobs=0"],
      ["jobs=100000", "operations=100000"], ["kind=mixed"],
      ["longest=1000000", "jobs=1000", "operations=1000", "machines=10", "breakdowns=high"],
      ["setup-types=100", "machines=10000", "operations=1"],
    ])
  func refused(settings: [String]) {
    #expect(throws: SolveError.self) { try Self.generate(settings) }
  }

  @Test("jobs without operations")
  func empty() throws {
    #expect(try Self.generate(["operations=0"]).operationCount == 0)
    #expect(try Self.generate(["operations=0", "breakdowns=low", "due-factor=1"]).horizon == 0)
  }
}
