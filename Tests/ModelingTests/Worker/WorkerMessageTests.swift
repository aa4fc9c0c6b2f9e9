import Glibc
import Modeling
import OptCore
import Synchronization
import TestSupport
import Testing

@Suite("Messages between a worker and its parent")
struct WorkerMessageTests {
  static let frames: [WorkerFrame] = [
    .incumbent(point: [1, -0.5, .infinity], objective: 3.25),
    .incumbent(point: [], objective: -.infinity),
    .bound(-7),
    .log("a line with \u{20AC} and \0"),
    .failure(.model(.notFinite(where: "row 3"))),
    .failure(.model(.badBounds(what: "variable x", 3, -1))),
    .failure(.model(.unknownVariable(index: -4, columns: 9))),
    .failure(.model(.foreignVariable(where: "the objective"))),
    .failure(.model(.wrongPointSize(found: 2, expected: 3))),
    .failure(.model(.badShape(where: "clause 1", reason: "x is no 0/1 variable"))),
    .failure(.model(.missingBound(where: "no-overlap m", variable: "s"))),
    .failure(.model(.tooLarge(where: "element e", reason: "found much"))),
    .failure(.option("a")), .failure(.unavailable("b")), .failure(.failed("c")),
    .result(
      ModelResult(
        termination: .gap, point: [1, 2], objective: 3, bound: 2.5,
        start: .rejected(reason: "row R1"), engineStatus: "stopped", nodes: 12, time: 0.5,
        rowDuals: [0, -1])),
    .result(ModelResult(termination: .infeasible, engineStatus: "")),
    .result(
      ModelResult(
        termination: .optimal, engineStatus: "",
        statistics: [EngineStatistic("conflicts", 3), EngineStatistic("mean_length", 2.75)])),
    .result(ModelResult(termination: .infeasible, engineStatus: "", core: [])),
    .result(ModelResult(termination: .infeasible, engineStatus: "", core: ["R1", "C2 >= 0"])),
  ]

  static var request: WorkerRequest {
    var model = Model("m")
    let x = model.variables(.integer, 5, upper: 9, name: "x")
    model.require(sum(0..<5) { x[$0] } >= 4, lazily: true)
    model.require(LinearRelation(-1, x[1] - x[3], 1))
    model.maximize(sum(0..<5) { x[$0] } + 0.5)
    addConstraints(&model, x)
    let options = EngineOptions(
      timeLimit: 3, start: [1, 2, 3, 4, 5], wholeIsEnough: true, settings: ["a", "b=c"])
    return WorkerRequest(engine: "scripted", options: options, model: model)
  }

  /// A constraint of each kind.
  private static func addConstraints(_ model: inout Model, _ x: VariableVector) {
    let p = model.binaries(2, name: "p")
    let tasks = [
      Interval(start: x[0], duration: 3),
      Interval(start: x[1], duration: 1 + p[1], presence: !p[0]),
    ]
    model.require(LinearRelation(-2, x[0] - 0.5 * x[1], .infinity), if: [p[0].literal, !p[1]])
    model.requireAny([p[0].literal, !p[1]])
    model.requireExactlyOne(p)
    model.require(x[0], isGreatestOf: [x[1] + 1, 2 * x[2]])
    model.require(x[0], isNumber: x[1], of: [4, 5, 7])
    model.requireAllDifferent(x)
    model.require(.noOverlap(tasks))
    model.require(.cumulative(tasks, demands: [2 * p[0], 1 * p[1]], capacity: x[2] + 1))
    model.require(.noOverlap2D(tasks, tasks))
    model.require(.moduloCumulative(tasks, demands: [1, 2], capacity: 2, period: 3))
  }

  @Test("Every frame survives, whatever pieces the stream arrives in", arguments: [1, 2, 7, 1000])
  func roundTrip(piece: Int) throws {
    let stream = WorkerMessageTests.frames.flatMap { $0.encoded() }
    var parser = WorkerFrameParser()
    var found: [WorkerFrame] = []
    var start = 0
    while start < stream.count {
      let end = min(stream.count, start + piece)
      parser.append(stream[start..<end])
      while let frame = try parser.next() { found.append(frame) }
      start = end
    }
    #expect(found == WorkerMessageTests.frames)
    #expect(!parser.isInsideFrame)
  }

  @Test("A request survives apart from names")
  func requestRoundTrip() throws {
    let request = WorkerMessageTests.request
    let bytes = request.encoded()
    let header = Array(bytes[0..<WorkerRequest.headerSize])
    let length = try WorkerRequest.bodyLength(header: header)
    #expect(length == bytes.count - WorkerRequest.headerSize)
    let back = try WorkerRequest(body: Array(bytes[WorkerRequest.headerSize...]))
    #expect(back.encoded() == bytes)
    #expect(back.options == request.options)
    #expect(back.engine == "scripted")
    #expect(back.model.objective == request.model.objective)
    #expect(back.model.rowIsLazy == [true, false])
    #expect(back.model.termColumns == request.model.termColumns)
    #expect(request.model.constraints.count == 10 && request.model.fault == nil)
    #expect(back.model.constraints == request.model.constraints && back.model.fault == nil)
  }

  @Test("Truncated requests and requests with a longer tail are refused")
  func truncated() {
    let body = Array(WorkerMessageTests.request.encoded()[WorkerRequest.headerSize...])
    for count in 0..<body.count {
      #expect(throws: WorkerMessageError.self) { try WorkerRequest(body: Array(body[0..<count])) }
    }
    #expect(throws: WorkerMessageError.self) { try WorkerRequest(body: body + [0]) }
  }

  @Test("A count of four billion in a short message is refused at once")
  func hugeCount() throws {
    #expect(throws: WorkerMessageError.self) {
      try WorkerRequest(body: [0xFF, 0xFF, 0xFF, 0xFF, 0x41])
    }
    #expect(throws: WorkerMessageError.self) {
      try WorkerFrame(kind: 1, body: [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F])
    }
    var parser = WorkerFrameParser()
    parser.append([2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(throws: WorkerMessageError.self) { try parser.next() }
  }

  @Test("A count of four billion inside a constraint is refused at once")
  func hugeCountInside() throws {
    let body = Array(WorkerMessageTests.request.encoded()[WorkerRequest.headerSize...])
    var refused = 0
    // Wherever a count stands, so many elements do not follow.
    for place in 0..<body.count - 3 {
      var bad = body
      bad.replaceSubrange(place..<place + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
      if (try? WorkerRequest(body: bad)) == nil { refused += 1 }
    }
    #expect(refused > body.count / 4)
  }

  @Test("A constraint of a kind that is unknown, or that does not fit, is no request or a fault")
  func oddConstraints() throws {
    var model = Model("m")
    _ = model.binary()
    let body = WorkerRequest(engine: "e", options: EngineOptions(), model: model).encoded()
    // The message ends with the number of constraints.
    let head = Array(body[WorkerRequest.headerSize...].dropLast(4))
    func read(_ bytes: [UInt8]) throws -> Model { try WorkerRequest(body: head + bytes).model }
    // A clause of literal `column`.
    func clause(_ column: UInt8, _ negation: UInt8 = 0) -> [UInt8] {
      [1, 0, 0, 0, 1, 1, 0, 0, 0, column, 0, 0, 0, negation]
    }
    #expect(try read(clause(0)).constraints.count == 1)
    #expect(try read(clause(0)).fault == nil)
    #expect(try read(clause(7)).fault == .unknownVariable(index: 7, columns: 1))
    #expect(throws: WorkerMessageError.self) { try read(clause(0, 2)) }
    #expect(throws: WorkerMessageError.self) { try read([1, 0, 0, 0, 10, 0, 0, 0, 0]) }
  }

  @Test("100,000 mutated requests and streams never trap")
  func fuzz() {
    var random = RandomStream(seed: 11)
    let body = Array(WorkerMessageTests.request.encoded()[WorkerRequest.headerSize...])
    let stream = WorkerMessageTests.frames.flatMap { $0.encoded() }
    var (accepted, refused) = (0, 0)
    for _ in 0..<50_000 {
      if (try? WorkerRequest(body: mutated(body, &random))) == nil { refused += 1 }
      var parser = WorkerFrameParser()
      parser.append(mutated(stream, &random))
      while let frame = try? parser.next() {
        if case .bound = frame { accepted += 1 }
      }
    }
    #expect(refused > 10_000)
    #expect(accepted > 10_000)
  }

  private func mutated(_ bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var result = bytes
    for _ in 0...random.below(4) where !result.isEmpty {
      let place = random.below(result.count)
      switch random.below(4) {
      case 0: result[place] = UInt8(random.below(256))
      case 1: result[place] = [0, 1, 0x7F, 0x80, 0xFF][random.below(5)]
      case 2: result.remove(at: place)
      default: result.insert(UInt8(random.below(256)), at: place)
      }
    }
    return result
  }
}

@Suite("The worker's side")
struct WorkerServerTests {
  /// Runs a server on this thread with a request that was written beforehand.
  private func serve(_ request: [UInt8], closesAnswers: Bool = false) -> (Int32, [WorkerFrame]) {
    signal(SIGPIPE, SIG_IGN)
    var control: [Int32] = [0, 0]
    var answers: [Int32] = [0, 0]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &control)
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &answers)
    _ = write(control[0], request, request.count)
    if closesAnswers { close(answers[0]) } else { shutdown(control[0], Int32(SHUT_WR)) }
    let abandoned = Mutex(false)
    let server = WorkerServer(
      engines: EngineSet([ScriptedEngine()]), input: control[1], output: answers[1],
      capsMemory: false, whenAbandoned: { abandoned.withLock { $0 = true } })
    let code = server.run()
    for end in [control[0], control[1], answers[1]] { close(end) }
    var frames: [WorkerFrame] = []
    if !closesAnswers {
      var parser = WorkerFrameParser()
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = read(answers[0], &chunk, chunk.count), count > 0 {
        parser.append(chunk[0..<count])
      }
      while let frame = try? parser.next() { frames.append(frame) }
      close(answers[0])
    }
    return (code, frames)
  }

  private func request(_ settings: [String]) -> [UInt8] {
    WorkerRequest(
      engine: "scripted", options: EngineOptions(settings: settings),
      model: WorkerEngineTests.model()
    ).encoded()
  }

  @Test("A closed control channel asks the engine to stop, and its answer is still delivered")
  func closedControl() {
    let (code, frames) = serve(request(["bound=1", "wait", "bound=2"]))
    #expect(code == 0)
    #expect(frames.count == 3)
    #expect(frames.prefix(2) == [.bound(1), .bound(2)])
  }

  @Test("When nobody reads the answers, the engine is asked to stop")
  func closedAnswers() {
    let (code, _) = serve(request(["bound=1", "wait"]), closesAnswers: true)
    #expect(code == 74)
  }

  @Test("A malformed request is answered with an error and code 65")
  func malformed() {
    for bytes in [[], Array("GET / HTTP/1.1\r\n\r\n".utf8), Array(request([]).dropLast(3))] {
      let (code, frames) = serve(bytes)
      #expect(code == 65)
      #expect(frames.count == 1)
    }
  }
}
