import Modeling
import TestSupport
import Testing

@Suite("LP and MPS files of models with constraints beyond rows")
struct ConstraintFileTests {
  @Test("Files hold the linear form, with the names of what each row comes from")
  func files() throws {
    let difference = try goldenDifference(
      ConstraintFileTests.showcase.lpText(), "constraints.lp")
    #expect(difference == nil, "\(difference ?? "")")
    let mps = try ConstraintFileTests.showcase.mpsText()
    #expect(mps == (try ConstraintFileTests.showcase.linearised().mpsText()))
    #expect(mps.contains("machine.before_0_1"))
  }

  /// A model with a constraint of every kind, small enough to read.
  static var showcase: Model {
    var model = Model("constraints")
    let s = model.variables(.integer, 2, upper: 6, name: "s")
    let y = model.variable(.integer, lower: -1, upper: 2, name: "y")
    let p = model.binaries(2, name: "p")
    let end = model.variable(.integer, upper: 9, name: "makespan")
    let tasks = [
      Interval(start: s[0], duration: 3), Interval(start: s[1], duration: 2, presence: p[0]),
    ]
    model.require(s[0] + y <= 4, if: !p[0], "early")
    model.requireAny([p[0], p[1]], "some")
    model.requireExactlyOne([p[0].literal, !p[1]], "one")
    model.require(end, isGreatestOf: tasks.map(\.end), "makespan")
    model.require(y, isNumber: p[0] + p[1], of: [2, 0, -1], "table")
    model.requireAllDifferent([y + 0, 2 * p[1]], "different")
    model.require(.noOverlap(tasks), "machine")
    model.require(
      .cumulative(tasks, demands: [LinearExpression(2), LinearExpression(1)], capacity: y + 1),
      "crew")
    model.require(.noOverlap2D(tasks, tasks.map { Interval(start: y, duration: $0.duration) }), "m")
    model.require(
      .moduloCumulative(tasks, demands: [1, 2], capacity: 2, period: 4), "modulo")
    model.minimize(end + y)
    return model
  }
}
