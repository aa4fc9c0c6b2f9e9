import EngineCP
import JobShopModel
import Modeling
import OptCore
import Testing

@Suite("What the engine tells about its work")
struct StatisticsTests {
  private static func solve(_ options: EngineOptions) throws -> (
    result: ModelResult, told: [String: Double]
  ) {
    var random = RandomStream(seed: 91)
    let model = JobShop.draw(jobs: 12, machines: 8, &random).model()
    let result = try CPEngine().solve(model, options: options)
    let pairs = result.statistics.map { ($0.name, $0.value) }
    return (result, Dictionary(pairs) { _, _ in .nan })
  }

  @Test("Numbers fit together", arguments: [1, 2])
  func fit(threads: Int) throws {
    var options = EngineOptions(nodeLimit: 3000, threads: threads)
    options.settings = ["clauses=500"]
    let (result, told) = try Self.solve(options)
    func value(_ name: String) throws -> Double { try #require(told[name], "\(name)") }
    #expect(told.values.allSatisfy { $0.isFinite && $0 >= 0 })
    #expect(try value("conflicts") == Double(result.nodes))
    #expect(try value("learnt_clauses") <= value("conflicts"))
    #expect(try value("kept_clauses") <= value("learnt_clauses"))
    #expect(try value("mean_clause_length") >= value("mean_clause_levels"))
    #expect(try value("mean_clause_levels") >= 1)
    #expect(try value("improving_neighbourhoods") <= value("neighbourhoods"))
    #expect(try value("solutions") >= 1)
    #expect(try value("propagations") > value("conflicts"))
  }

  @Test("Without neighbourhoods none is counted")
  func none() throws {
    let (_, told) = try Self.solve(
      EngineOptions(nodeLimit: 3000, settings: ["neighbourhoods=off"]))
    #expect(told["neighbourhoods"] == 0 && told["improving_neighbourhoods"] == 0)
  }

  @Test("Counts of several runs add up, means do not")
  func added() {
    var all = [EngineStatistic("conflicts", 3), EngineStatistic("mean_clause_length", 2.5)]
    all.add([EngineStatistic("conflicts", 4), EngineStatistic("solutions", 1)])
    #expect(all == [EngineStatistic("conflicts", 7), EngineStatistic("solutions", 1)])
  }
}
