/**
 * Names that Kazakh text in any alphabet leaves in Latin letters as a rule; add those you meet. Leave out those that are
 * as often spelled in Cyrillic (Форд, НАТО), since the way back could not tell. Names with letters that no Kazakh
 * alphabet has (Facebook, WhatsApp) need no entry: they are told by them. An entry in capitals is meant only so: IT.
 */
export const foreignNames = `
adidas airbus alibaba android apple asus
beeline bing bitcoin bmw boeing
chatgpt disney ebay esquire eurovision euronews
flyarystan forbes
github gmail google greenpeace
html http https huawei
ikea instagram interfax iphone
kazinform lenovo linkedin linux
mercedes messenger mitsubishi
nasdaq nike nvidia
olx online openai
panasonic pdf pepsi pinterest
reuters roblox
samsung skype snapchat spotify starlink
telegram threads tiktok twitter
unicef unsplash
viber vk vkontakte
wikipedia
yahoo yandex
GPS HR IT LED PR QR SIM SMS SUV TV USB VIP
`
