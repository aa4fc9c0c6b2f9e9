import Modeling
import OptCore
import TestSupport
import Testing

@Suite("LP and MPS files")
struct ModelFileTests {
  /// A model with every feature, small enough to read.
  static var showcase: Model {
    var model = Model("showcase of features")
    let x = model.variables(.integer, 3, upper: 1, name: "take")
    let y = model.variable(.continuous, lower: -.infinity, name: "drift")
    let z = model.variable(.integer, lower: -5, upper: 12, name: "free")
    model.variable(.continuous, lower: -.infinity, upper: -1.5, name: "unused")
    let fixed = model.variable(.continuous, lower: 2.5, upper: 2.5, name: "take_0")
    model.require(3 * x[0] + 4 * x[1] + 5 * x[2] <= 9, "weight limit")
    model.require(LinearRelation(-1, x[0] - 0.125 * y, 1), "range")
    model.require(y + z + fixed == 1e-7, "balance", 2, 7)
    model.require(LinearRelation(-.infinity, x[0] + x[1], .infinity), "limits nothing")
    model.require(LinearRelation(-3, LinearExpression(), .infinity), "empty")
    model.require(x[0] + x[1] + x[2] >= 1, "cover", lazily: true)
    model.require(2 * z - 1e6 * y >= -2.75, lazily: false)
    model.maximize(6 * x[0] + 7 * x[1] - y + 0.5 * z - 12)
    return model
  }

  @Test("The text of a model with every feature is as committed", arguments: ["lp", "mps"])
  func golden(form: String) throws {
    let model = ModelFileTests.showcase
    let text = form == "lp" ? try model.lpText() : try model.mpsText()
    let difference = try goldenDifference(text, "showcase.\(form)")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test("Long lines are wrapped below 80 columns")
  func wrapping() throws {
    var model = Model("long")
    let x = model.variables(.integer, 300, upper: 9, name: "quite_a_long_name_for_a_variable")
    model.require(sum(0..<300) { Double($0) * x[$0] } <= 12345.678)
    model.minimize(sum(0..<300) { x[$0] })
    let text = try model.lpText()
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count < 80 })
    let back = try Model(lp: SourceText(file: "long.lp", text: text))
    #expect(Meaning(back, splitsRows: true) == Meaning(model, splitsRows: true))
  }

  @Test("Reading back what was written gives the same model, and writing it again the same bytes")
  func roundTrip() throws {
    var random = RandomStream(seed: 5)
    for _ in 0..<3000 {
      let model = RandomModels.any(&random)
      let lp = try model.lpText()
      let fromLP = try Model(lp: SourceText(file: "m.lp", text: lp))
      #expect(
        Meaning(fromLP, splitsRows: true).withoutFillers()
          == Meaning(model, splitsRows: true).withoutFillers(), "\(lp)")
      #expect(try fromLP.lpText() == lp)
      let mps = try model.mpsText()
      let fromMPS = try Model(mps: SourceText(file: "m.mps", text: mps))
      #expect(Meaning(fromMPS, splitsRows: true) == Meaning(model, splitsRows: true), "\(mps)")
      #expect(try fromMPS.mpsText() == mps)
    }
  }

  @Test("Names become safe and unique, and safe names stay as they are")
  func names() throws {
    var model = Model("n")
    let given = [
      "a", "a", "a_2", "a", "a b", "a_b", "7up", "e5", "Free", "x.y", "\u{E9}", "obj",
      "objective_constant", String(repeating: "n", count: 200),
    ]
    for name in given { model.variable(.continuous, name: name) }
    model.require(LinearRelation(0, LinearExpression(), 1), "obj")
    let back = try Model(lp: SourceText(file: "n.lp", text: try model.lpText()))
    let found = (0..<back.columnCount).map { back.name(of: Variable(index: $0)) }
    let expected = [
      "a", "a_2", "a_2_2", "a_3", "a_b", "a_b_2", "_7up", "_e5", "_Free", "x.y", "__", "obj",
      "objective_constant_2", String(repeating: "n", count: 80),
    ]
    #expect(found == expected)
    #expect(back.rowName(0) == "obj_2")
  }

  @Test("A faulty model is not written")
  func fault() {
    var model = Model("f")
    model.minimize(LinearExpression(.nan))
    #expect(throws: ModelError.self) { try model.lpText() }
    #expect(throws: ModelError.self) { try model.mpsText() }
  }

  @Test("The extension chooses the reader")
  func extensions() throws {
    let lp = SourceText(file: "a/b.LP", text: try ModelFileTests.showcase.lpText())
    #expect(try Model(reading: lp).columnCount == 7)
    let mps = SourceText(file: "b.mps", text: try ModelFileTests.showcase.mpsText())
    #expect(try Model(reading: mps).columnCount == 7)
    #expect(throws: InstanceError.self) { try Model(reading: SourceText(file: "x.txt", text: "")) }
  }
}
