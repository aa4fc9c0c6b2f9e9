import Modeling
import ProofChecker
import TestSupport
import Testing

@Suite("Proof: right ones are accepted")
struct ProofCheckerTests {
  @Test("the example of the document")
  func example() {
    let model = ProofExamples.twoTasks(end: 6)
    #expect(ProofExamples.answer(model, ProofExamples.infeasible) == .success(.infeasible))
  }

  @Test("an optimum, a bound, and nothing")
  func claims() {
    let model = ProofExamples.shortest
    #expect(ProofExamples.answer(model, ProofExamples.optimal) == .success(.optimal(19)))
    #expect(ProofExamples.answer(model, ProofExamples.bound) == .success(.bound(19)))
    let early = ProofExamples.bound.prefix(5) + ["end nothing"]
    #expect(ProofExamples.answer(model, Array(early)) == .success(.nothing))
    #expect(ProofExamples.answer(model, ["end nothing"]) == .success(.nothing))
  }

  @Test("a maximum, and a solution where nothing is to be optimised")
  func otherClaims() {
    var model = Model("most")
    let x = model.variables(.integer, 2, upper: 4, name: "x")
    model.require(x[0] + 2 * x[1] <= 9)
    #expect(ProofExamples.answer(model, ["s 1 4 2", "end optimal"]) == .success(.optimal(0)))
    model.maximize(x[0] + 3 * x[1] - 1)
    let lines = [
      "def 2 sum 0 2 3 1 1 0", "objective 2 -1 -1 -1", "s 1 4 2", "s 2 1 4", "i 3 d : 2<=13 0>=2",
      "i 4 d : 2<=13 1>=4", "i 5 r0 : 0<=1 1<=3", "end optimal",
    ]
    #expect(ProofExamples.answer(model, lines) == .success(.optimal(12)))
  }

  @Test("numbers of clauses with gaps, hints in any order and twice, variables with gaps")
  func numbers() {
    let lines = [
      "def 50 when -3 2 1 0 -1 1 :", "def 40 when 0 0 : 50>=1 2<=6", "i 10 r1 : 2>=7 1<=2",
      "i 200 r0 : 2>=7 0<=3", "i 201 d : 50<=0 0<=-1 1>=3", "i 1000 c0 : 50>=1 1<=-1 0>=4",
      "n 1001 1000 10 201 200 10 : 2>=7", "n 1002 : 2>=7 2<=6", "i 1003 d : 40<=0", "end nothing",
    ]
    #expect(ProofExamples.answer(ProofExamples.shortest, lines) == .success(.nothing))
  }

  /// Inferences from `ProofExamples.allKinds` that hold.
  static let right: [String] = [
    "r0 : 0<=3 1<=1", "r0 : 0<=4", "r0 : 0<=3 1<=0",
    "c0 : 4<=0 5>=1 0<=2 1<=2", "c1 : 4>=1 5<=0", "c2 : 4>=1 5>=1", "c2 : 4<=0 5<=0",
    "c3 : 0>=1", "c3 : 0>=3 2<=1", "c3 : 0<=4 1>=5 2>=4", "c4 : 3<=2", "c4 : 0>=7 3<=1",
    "c4 : 0<=4 1>=5 2>=5 0>=7", "c4 : 0>=7 0<=5 1>=6 2>=6",
    "c5 : 0<=3 0>=6 1<=3 1>=6 2<=3 2>=6", "c5 : 0<=3 0>=5 1<=3 1>=5 2<=3 2>=6",
    "c6 : 4<=0 0>=4 1>=3", "c6 : 4<=0 0<=0 0>=3 1<=0 1>=3", "c6 : 0>=2 2>=3", "c6 : 2<=0 0>=1 2>=3",
    "c6 : 4<=0 0>=6 1>=6 2>=6 0<=2 1<=2 2<=2", "c6 : 4<=0 0<=4 1>=4 2>=3 1<=1 2<=1",
    "c7 : 0<=3 0>=6 1<=3 1>=6 2<=3 2>=6", "c7 : 1<=3 1>=6 2>=8 2<=1", "c7 : 1>=4 2>=4",
    "c8 : 0>=5 1>=5 2>=5 3>=5", "c8 : 0>=5 1>=5 3>=5 2>=6",
  ]

  @Test("inferences of each kind of constraint", arguments: right)
  func kinds(line: String) {
    let answer = ProofExamples.answer(ProofExamples.allKinds, ["i 1 \(line)", "end nothing"])
    #expect(answer == .success(.nothing))
  }

  @Test("inferences with one predicate less do not hold, or not by much")
  func weaker() {
    var rejected = 0
    for line in Self.right {
      let fields = line.split(separator: " ")
      for place in 2..<fields.count {
        var kept = fields
        kept.remove(at: place)
        let text = "i 1 " + kept.joined(separator: " ")
        let answer = ProofExamples.answer(ProofExamples.allKinds, [text, "end nothing"])
        if case .failure(let fault) = answer {
          rejected += 1
          #expect(fault.line == 3 && fault.reason.hasPrefix("the inference is wrong: with "))
        }
      }
    }
    #expect(rejected > 60)
  }
}
