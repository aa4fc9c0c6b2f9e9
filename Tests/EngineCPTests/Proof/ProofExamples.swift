import Modeling
import ProofChecker

/// Models with hand-written proofs.
enum ProofExamples {
  /// A proof from its lines after the first two.
  static func text(_ columns: Int, _ lines: [String]) -> [UInt8] {
    let all = ["optsolve-cp-proof 1", "columns \(columns)"] + lines
    return Array(all.map { $0 + "\n" }.joined().utf8)
  }

  /// What becomes of a proof: its claim, or the fault.
  static func answer(_ model: Model, _ lines: [String]) -> Result<ProofClaim, ProofFault> {
    answer(model, text(model.columnCount, lines))
  }

  static func answer(_ model: Model, _ proof: [UInt8]) -> Result<ProofClaim, ProofFault> {
    do throws(ProofFault) {
      return .success(try ProofChecker.check(proof, of: model))
    } catch { return .failure(error) }
  }

  /// Two tasks of lengths 3 and 4 on one machine, both over by column 2, which is at most `end`.
  static func twoTasks(end: Double) -> Model {
    var model = Model("two tasks")
    let start = model.variables(.integer, 2, upper: 10, name: "x")
    let makespan = model.variable(.integer, upper: end, name: "end")
    model.require(start[0] + 3 <= makespan)
    model.require(start[1] + 4 <= makespan)
    model.require(
      .noOverlap([
        Interval(start: start[0], duration: 3), Interval(start: start[1], duration: 4),
      ]))
    return model
  }

  /// The example of the document.
  static let infeasible = [
    "i 1 r0 : 0<=3", "i 2 r1 : 1<=2", "def 3 when -3 2 1 0 -1 1 :", "i 3 d : 3<=0 0<=-1 1>=3",
    "i 4 c0 : 3>=1 1<=-1 0>=4", "end infeasible",
  ]

  /// The same model with the end to be minimised, at most 20.
  static var shortest: Model {
    var model = twoTasks(end: 20)
    model.minimize(2.0 * Variable(index: 2) + 5)
    return model
  }

  /// A solution of end 9, then one of end 7, and that none is better.
  static let optimal = [
    "def 3 when -3 2 1 0 -1 1 :", "objective 2 1 2 5", "s 1 4 0 9", "i 3 r0 : 2>=9 0<=5",
    "s 4 0 3 7", "i 5 r0 : 2>=7 0<=3", "i 6 r1 : 2>=7 1<=2", "i 7 d : 3<=0 0<=-1 1>=3",
    "i 9 c0 : 3>=1 1<=-1 0>=4", "end optimal",
  ]

  /// That the end is at least 7, by a learnt clause, with the negated end as what is minimised.
  static let bound = [
    "def 3 when -3 2 1 0 -1 1 :", "def 4 sum 0 1 -1 2", "objective 4 -1 2 5.0",
    "i 1 r1 : 2>=7 1<=2", "i 2 r0 : 2>=7 0<=3", "i 3 d : 3<=0 0<=-1 1>=3",
    "i 4 c0 : 3>=1 1<=-1 0>=4", "n 5 1 2 3 4 : 2>=7", "i 6 d : 4<=-7", "end bound 7",
  ]

  /// One model with a constraint of each kind that inferences speak of, on columns 0 to 3 from 0 to 9 and the 0/1 columns
  /// 4 and 5.
  static var allKinds: Model {
    var model = Model("all kinds")
    let x = model.variables(.integer, 4, upper: 9, name: "x")
    let b = model.binaries(2, name: "b")
    model.require(0.5 * x[0] + 0.25 * x[1] <= 2)
    model.require(x[0] + x[1] <= 5, if: [b[0].literal, !b[1]])
    model.requireAny([b[0].literal, !b[1]])
    model.requireExactlyOne([b[0], b[1]])
    model.require(x[0], isGreatestOf: [1 * x[1], x[2] + 1])
    model.require(x[0], isNumber: x[3], of: [1 * x[1], 1 * x[2], LinearExpression(7)])
    model.requireAllDifferent([x[0], x[1], x[2]])
    model.require(
      .noOverlap([
        Interval(start: x[0], duration: 3), Interval(start: x[1], duration: 4, presence: b[0]),
        Interval(start: x[2], duration: 2),
      ]))
    model.require(
      .cumulative(
        (0..<4).map { Interval(start: x[$0], duration: 4) },
        demands: [1, 2, 2, 1].map { LinearExpression($0) },
        capacity: LinearExpression(3)))
    model.require(
      .noOverlap2D(
        [Interval(start: x[0], duration: 5), Interval(start: x[1], duration: 6)],
        [Interval(start: x[2], duration: 5), Interval(start: x[3], duration: 6)]))
    model.require(
      .moduloCumulative(
        [Interval(start: x[0], duration: 2)], demands: [1], capacity: 1, period: 3))
    return model
  }
}
