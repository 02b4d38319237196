// The time of the frame, and the left ends of the ticker's events by name. There are no events
// while one of them is not laid out.
[
  document.timeline.currentTime,
  Object.fromEntries(
    [...document.querySelectorAll(document.querySelector(".road li.event:not([style])") ? "none" : ".road li.event")]
      .map((event) => [event.querySelector(".name").textContent, event.getBoundingClientRect().x]),
  ),
]
