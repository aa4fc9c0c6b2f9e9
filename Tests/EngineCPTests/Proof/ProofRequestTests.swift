import EngineCP
import Modeling
import TestSupport
import Testing

@Suite("Proof: what cannot be proven on paper is refused before the search")
struct ProofRequestTests {
  private static func sample() -> (Model, Variable) {
    var model = Model("sample")
    let x = model.variable(.integer, upper: 9, name: "x")
    model.minimize(x)
    return (model, x)
  }

  private static func refusal(_ model: Model, _ options: EngineOptions = EngineOptions()) -> String
  {
    do throws(EngineError) {
      var options = options
      options.settings = ["proof=/dev/null"]
      _ = try CPEngine().solve(model, options: options)
      return "solved"
    } catch {
      return "\(error)"
    }
  }

  @Test("options")
  func options() {
    let (model, _) = Self.sample()
    #expect(Self.refusal(model) == "solved")
    #expect(Self.refusal(model, EngineOptions(threads: 2)).contains("found 2 threads"))
    #expect(Self.refusal(model, EngineOptions(cutoff: 3)).contains("found a cutoff"))
  }

  @Test("models")
  func models() {
    var (model, x) = Self.sample()
    let y = model.variable(.continuous, upper: 9, name: "y")
    model.require(y >= x)
    #expect(Self.refusal(model).contains("the continuous variable y"))
    (model, x) = Self.sample()
    _ = model.variable(.integer, name: "z")
    #expect(Self.refusal(model).contains("the variable z with the bound inf"))
    (model, x) = Self.sample()
    _ = model.variable(.integer, lower: -0x1p29, upper: 0x1p29, name: "v")
    #expect(Self.refusal(model) == "solved")
    _ = model.variable(.integer, upper: 0x1p29 + 1, name: "w")
    #expect(Self.refusal(model).contains("the variable w with the bound 536870913"))
    (model, x) = Self.sample()
    model.require(
      .moduloCumulative(
        [Interval(start: x, duration: LinearExpression(1))], demands: [1],
        capacity: 1, period: 2), "unit")
    #expect(Self.refusal(model).contains("unit"))
  }

  @Test("a file that cannot be written")
  func file() {
    let (model, _) = Self.sample()
    var options = EngineOptions()
    options.settings = ["proof=/no/such/folder/p"]
    #expect(throws: EngineError.self) { try CPEngine().solve(model, options: options) }
    options.settings = ["proof=/dev/full"]
    #expect(throws: EngineError.self) { try CPEngine().solve(model, options: options) }
    options.settings = ["proof="]
    #expect(throws: EngineError.self) { try CPEngine().solve(model, options: options) }
  }
}
